import { toMajorNumber } from '#lib/money/currency.ts'
import type { Addon, FamilyCatalog } from './catalog.ts'
import type { AddonProductResponse } from './schemas.ts'
import { serializeGranted } from './serialize-grants.ts'
import { namesOfPlans } from './serialize-price-list.ts'

/** An add-on in the seed's words (S0.1). One without a price is printed as free of charge and inactive. */
export function serializeAddonProduct(options: {
  addon: Addon
  catalog: FamilyCatalog
}): AddonProductResponse {
  const { addon, catalog } = options
  const { family, features } = catalog
  const currency = addon.price?.currency ?? family.currency
  return {
    id: addon.id,
    addon_id: addon.code,
    name: addon.name,
    description: addon.description,
    type: addon.type,
    category: addon.category,
    price_monthly: toMajorNumber(addon.price?.amountMinor ?? 0n, currency),
    currency,
    increment: Object.fromEntries(
      addon.grants.map((grant) => [grant.feature, serializeGranted(grant, features)]),
    ),
    available_for_plans: namesOfPlans(catalog, addon.availableForPlans).map(({ code }) => code),
    max_quantity: addon.maxQuantity,
    is_stackable: addon.isStackable,
    icon: addon.icon,
    badge: addon.badge,
    sort_order: addon.sortOrder,
    is_active: addon.status === 'published' && addon.price !== null,
    created_at: addon.createdAt.toString(),
    updated_at: addon.updatedAt.toString(),
  }
}
