'use client'

import { Package } from 'lucide-react'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useKeyPacks } from '#components/keys/key-queries.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { PackCard } from './pack-card.tsx'

/** S2.12 the packs a key holds, what ends first at the beginning, and the way to more. */
export function PacksSection({ apiKeyId, timeZone }: { apiKeyId: string; timeZone: string }) {
  const { data: packs, isError, error, refetch, isFetching } = useKeyPacks(apiKeyId)
  const flow = usePurchaseFlow()
  const buy = (
    <Button size="sm" onClick={() => flow.buy({ action: 'pack', apiKeyId, code: null })}>
      Buy a pack
    </Button>
  )
  return (
    <Section
      title="Packs"
      lead="More requests a day. What ends first is used first."
      aside={packs && packs.length > 0 ? buy : undefined}
    >
      {packs && packs.length > 0 && (
        <ul className="grid gap-4 md:grid-cols-2">
          {packs.map((pack) => (
            <PackCard key={pack.id} pack={pack} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {packs?.length === 0 && (
        <EmptyState icon={Package} title="No packs" action={buy}>
          When the tier’s requests are used up, calls are refused until midnight. With a pack they carry on.
        </EmptyState>
      )}
      {!packs && isError && (
        <ErrorState title="The packs could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!packs && !isError && (
        <SkeletonRegion label="Loading the packs">
          <Skeleton className="h-48 rounded-lg" />
        </SkeletonRegion>
      )}
    </Section>
  )
}
