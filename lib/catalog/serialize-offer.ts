import type { FamilyCatalog } from './catalog.ts'
import type { Offer } from './offer-rules.ts'
import type { CatalogOffer } from './schemas.ts'
import { serializeGranted } from './serialize-grants.ts'
import { namesOfPlans } from './serialize-price-list.ts'

/** An offer as the billing page reads it. */
export function serializeOffer(offer: Offer, catalog: FamilyCatalog): CatalogOffer {
  const { addon, price } = offer
  return {
    code: addon.code,
    name: addon.name,
    description: addon.description,
    type: addon.type,
    category: addon.category,
    icon: addon.icon,
    badge: addon.badge,
    isStackable: addon.isStackable,
    maxQuantity: addon.maxQuantity,
    sortOrder: addon.sortOrder,
    grants: addon.grants.map((grant) => {
      const feature = catalog.features.find((candidate) => candidate.code === grant.feature)
      const value = serializeGranted(grant, catalog.features)
      return {
        feature: grant.feature,
        name: feature?.name ?? grant.feature,
        unit: feature?.unit ?? '',
        value,
      }
    }),
    availableForPlans: namesOfPlans(catalog, addon.availableForPlans),
    unitPriceMinor: price.amountMinor.toString(),
    currency: price.currency,
    intervalMonths: price.intervalMonths,
    includedInPlan: offer.includedInPlan,
    held: offer.held,
    heldAtMinor: offer.heldAtMinor?.toString() ?? null,
    pending: offer.pending,
    maxMore: offer.maxMore,
    purchasable: offer.purchasable,
  }
}
