'use client'

import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { ManageDialog } from '#components/billing/manage/manage-dialog.tsx'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { useHeldAddons } from '#components/billing/use-held-addons.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'
import { ActiveAddonCard } from './active-addon-card.tsx'
import { AvailableAddonCard } from './available-addon-card.tsx'

const grid = 'grid grid-cols-1 gap-4 md:grid-cols-2 lg:grid-cols-3'

export function ActiveAddons({ timeZone }: { timeZone: string }) {
  const { data, isPending, isError, error, refetch, isFetching } = useHeldAddons()
  const { data: offers } = useCatalog()
  const [managed, setManaged] = useState<string | null>(null)
  const addon = data?.find(({ id }) => id === managed)
  return (
    <Section title="Your Active Add-ons">
      {isPending && (
        <SkeletonRegion label="Loading your add-ons" className={grid}>
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
        <div className={grid}>
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

/** The catalog's own order, but what can be had comes before what cannot. */
const inOrder = (offers: readonly CatalogOffer[]): CatalogOffer[] => {
  const rank = (offer: CatalogOffer) =>
    offer.purchasable.allowed || offer.held > 0 ? 0 : offer.includedInPlan ? 1 : 2
  return offers.toSorted((a, b) => rank(a) - rank(b) || a.sortOrder - b.sortOrder)
}

export function AvailableAddons() {
  const { data, isPending, isError, error, refetch, isFetching } = useCatalog()
  const flow = usePurchaseFlow()
  return (
    <Section title="Available Add-ons">
      {isPending && (
        <SkeletonRegion label="Loading the catalog" className={grid}>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-85 rounded-lg" />
          ))}
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState title="The add-ons could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data?.length === 0 && (
        <EmptyState icon={PackageOpen} title="Nothing to add at the moment">
          There are no add-ons for your plan. What you hold stays as it is.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <div className={grid}>
          {inOrder(data).map((offer) => (
            <AvailableAddonCard
              key={offer.code}
              offer={offer}
              onBuy={(quantity) =>
                flow.buy({ action: 'add', code: offer.code, name: offer.name, quantity, max: offer.maxMore })
              }
            />
          ))}
        </div>
      )}
    </Section>
  )
}
