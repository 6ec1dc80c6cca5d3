'use client'

import { PackageOpen } from 'lucide-react'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useCatalog } from '#components/billing/use-catalog.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'
import { addonGrid } from './addon-grid.ts'
import { AvailableAddonCard } from './available-addon-card.tsx'

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
        <SkeletonRegion label="Loading the catalog" className={addonGrid}>
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
        <div className={addonGrid}>
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
