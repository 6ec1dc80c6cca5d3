import type { FamilyCatalog, Plan, UnitPrice } from '#lib/catalog/catalog.ts'
import type { AddonStanding, FeatureAccess } from './access-rules.ts'
import type { AddonAccess, FeatureAccessResponse } from './schemas.ts'

/** How a customer stands to an add-on, as pages and scripts read it. */
export function serializeAddonAccess(standing: AddonStanding, catalog: FamilyCatalog): AddonAccess {
  const { addon, price, requiredPlan } = standing
  const plansOf = (codes: string[]) =>
    catalog.plans.filter((plan) => codes.includes(plan.code)).map(({ code, name }) => ({ code, name }))
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
    availableForPlans: plansOf(addon.availableForPlans),
    includedInPlans: plansOf(addon.includedInPlans),
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

function serializePrice({ amountMinor, currency, intervalMonths }: UnitPrice) {
  return { amountMinor: Number(amountMinor), currency, intervalMonths }
}
