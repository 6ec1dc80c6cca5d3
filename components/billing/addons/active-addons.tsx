'use client'

import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { ManageDialog } from '#components/billing/manage/manage-dialog.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { useHeldAddons } from '#components/billing/use-held-addons.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { ActiveAddonCard } from './active-addon-card.tsx'
import { addonGrid } from './addon-grid.ts'

export function ActiveAddons({ timeZone }: { timeZone: string }) {
  const { data, isPending, isError, error, refetch, isFetching } = useHeldAddons()
  const { data: offers } = useCatalog()
  const [managed, setManaged] = useState<string | null>(null)
  const addon = data?.find(({ id }) => id === managed)
  return (
    <Section title="Your Active Add-ons">
      {isPending && (
        <SkeletonRegion label="Loading your add-ons" className={addonGrid}>
          <Skeleton className="h-52 rounded-lg" />
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState title="Your add-ons could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data?.length === 0 && (
        <EmptyState icon={PackageOpen} title="No add-ons yet" className="py-8">
          Your plan's limits are all you have. Choose an add-on below to raise them.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <div className={addonGrid}>
          {data.map((held) => (
            <ActiveAddonCard
              key={held.id}
              addon={held}
              timeZone={timeZone}
              onManage={() => setManaged(held.id)}
            />
          ))}
        </div>
      )}
      {addon && (
        <ManageDialog
          addon={addon}
          offer={offers?.find(({ code }) => code === addon.addon_id)}
          timeZone={timeZone}
          onClose={() => setManaged(null)}
        />
      )}
    </Section>
  )
}
