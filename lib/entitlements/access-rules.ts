import type { Addon, FamilyCatalog, Plan, UnitPrice } from '#lib/catalog/catalog.ts'
import { type Eligibility, isOnSale } from '#lib/catalog/eligibility-rules.ts'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import { heldUntil, quantityAt } from '#lib/subscriptions/term-rules.ts'
import { entitlementsAt, planAt, planUntil } from './entitlement-rules.ts'
import type { Entitlement } from './entitlements.ts'

/** An add-on, and how one customer stands to it at an instant. */
export type AddonStanding = {
  addon: Addon
  held: number
  includedInPlan: boolean
  /** Whether all it gives is there: it is held, comes with the plan, or something larger grants the same (D9). */
  active: boolean
  /** When it is first less than now; null when nothing ends it, or when there is nothing to end. */
  until: Temporal.Instant | null
  /** Null: it is not on sale. */
  price: UnitPrice | null
  purchasable: Eligibility
  /** The smallest plan above the one held on which it can be bought; null when the one held will do, or none does. */
  requiredPlan: Plan | null
}

/** Whether a feature may be used, and every way to it: the cheapest add-on first, the smallest plan first. */
export type FeatureAccess = {
  entitlement: Entitlement
  /** The plan held, which the ways start from. */
  plan: Plan | null
  allowed: boolean
  addons: AddonStanding[]
  plans: Plan[]
}

type Moment = { catalog: FamilyCatalog; holdings: Holdings; at: Temporal.Instant; userId?: string }

/** Every add-on customers may know of, in the catalog's order: what is published, and what is held for longer. */
export function addonStandingsAt(moment: Moment): AddonStanding[] {
  const { catalog, holdings, at } = moment
  const { lines } = holdings
  const plan = planAt({ catalog, lines, at })
  const { features } = entitlementsAt({ catalog, lines, at })
  const flags = new Map(features.map((entitlement) => [entitlement.feature, entitlement.flag === true]))
  const offers = new Map(offersAt(moment).offers.map((offer) => [offer.addon.code, offer]))
  return catalog.addons.flatMap((addon) => {
    const terms = lines.find((line) => line.addonCode === addon.code)?.terms ?? []
    const held = quantityAt(terms, at)
    if (addon.status !== 'published' && held === 0) return []
    const offer = offers.get(addon.code)
    const includedInPlan = plan !== null && addon.includedInPlans.includes(plan.code)
    const granted = addon.grants.length > 0 && addon.grants.every((grant) => flags.get(grant.feature))
    return {
      addon,
      held,
      includedInPlan,
      active: held > 0 || includedInPlan || granted,
      until: held > 0 ? heldUntil(terms, at) : includedInPlan ? planUntil({ catalog, lines, at }) : null,
      price: offer?.price ?? null,
      purchasable: offer?.purchasable ?? NOT_ON_SALE,
      requiredPlan: requiredPlan({ catalog, addon, plan }),
    }
  })
}

/** Null when the family has no such feature. */
export function accessAt(moment: Moment & { feature: string }): FeatureAccess | null {
  const { catalog, holdings, at, feature } = moment
  const { features } = entitlementsAt({ catalog, lines: holdings.lines, at })
  const entitlement = features.find((candidate) => candidate.feature === feature)
  if (!entitlement) return null
  const grants = ({ grants }: Pick<Addon, 'grants'>) => grants.some((grant) => grant.feature === feature)
  const byPrice = (a: AddonStanding, b: AddonStanding) =>
    Number((a.price?.amountMinor ?? 0n) - (b.price?.amountMinor ?? 0n))
  return {
    entitlement,
    plan: planAt({ catalog, lines: holdings.lines, at }),
    allowed: entitlement.flag ?? (entitlement.total === null || entitlement.total > 0n),
    addons: addonStandingsAt(moment)
      .filter(({ addon, price }) => price !== null && grants(addon))
      .toSorted(byPrice),
    plans: catalog.plans.filter((plan) => {
      const brings = (addon: Addon) => addon.includedInPlans.includes(plan.code) && grants(addon)
      return isForSale(plan) && (grants(plan) || catalog.addons.some(brings))
    }),
  }
}

const NOT_ON_SALE: Eligibility = {
  allowed: false,
  code: 'addon_not_available',
  reason: 'Add-on is not available',
}

function requiredPlan(options: { catalog: FamilyCatalog; addon: Addon; plan: Plan | null }): Plan | null {
  const { catalog, addon, plan } = options
  if (!isOnSale(addon) || (plan && addon.availableForPlans.includes(plan.code))) return null
  const isAbove = (candidate: Plan) => plan === null || candidate.rank > plan.rank
  const fits = (candidate: Plan) => isForSale(candidate) && addon.availableForPlans.includes(candidate.code)
  return catalog.plans.find((candidate) => isAbove(candidate) && fits(candidate)) ?? null
}

function isForSale(plan: Plan): boolean {
  return plan.status === 'published' && plan.price !== null
}
