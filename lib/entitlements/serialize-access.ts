import type { FamilyCatalog, Plan } from '#lib/catalog/catalog.ts'
import { namesOfPlans, serializePrice } from '#lib/catalog/serialize-price-list.ts'
import type { AddonStanding, FeatureAccess } from './access-rules.ts'
import type { AddonAccess, FeatureAccessResponse } from './schemas.ts'

/** How a customer stands to an add-on, as pages and scripts read it. */
export function serializeAddonAccess(standing: AddonStanding, catalog: FamilyCatalog): AddonAccess {
  const { addon, price, requiredPlan } = standing
  return {
    code: addon.code,
    name: addon.name,
    description: addon.description,
    type: addon.type,
    category: addon.category,
    icon: addon.icon,
    held: standing.held,
    includedInPlan: standing.includedInPlan,
    active: standing.active,
    until: standing.until?.toString() ?? null,
    price: price && serializePrice(price),
    purchasable: standing.purchasable,
    requiredPlan: requiredPlan && serializePlan(requiredPlan),
    availableForPlans: namesOfPlans(catalog, addon.availableForPlans),
    includedInPlans: namesOfPlans(catalog, addon.includedInPlans),
  }
}

export function serializeFeatureAccess(access: FeatureAccess, catalog: FamilyCatalog): FeatureAccessResponse {
  const { entitlement, plan, allowed, addons, plans } = access
  return {
    feature: { code: entitlement.feature, name: entitlement.name },
    allowed,
    plan: plan && serializePlan(plan),
    addons: addons.map((standing) => serializeAddonAccess(standing, catalog)),
    plans: plans.map(serializePlan),
  }
}

function serializePlan({ code, name, price }: Plan) {
  return { code, name, price: price && serializePrice(price) }
}
