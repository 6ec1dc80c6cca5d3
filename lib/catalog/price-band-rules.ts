import type { Addon, FamilyCatalog, Plan } from './catalog.ts'

/** What an add-on's unit costs beside the same unit in the next plan. Amounts are minor units a month. */
export type PriceBand = {
  plan: string
  nextPlan: string
  feature: string
  /** Price per unit as hundredths of a percent of what the next plan charges per unit, rounded half up. */
  basisPoints: bigint
  verdict: 'below' | 'within' | 'above'
  /** What the add-on would cost at 40 % and at 60 %. */
  fromMinor: bigint
  toMinor: bigint
}

const LOW = 40n
const HIGH = 60n

/**
 * S0.16: an add-on should cost 40–60 % of what as much of it costs by going one plan up. One comparison per plan it is
 * sold on and number it grants, where the next plan is dearer and gives more. Reported, never enforced (D1).
 */
export function priceBands(catalog: Pick<FamilyCatalog, 'plans'>, addon: Addon): PriceBand[] {
  const { price } = addon
  if (price === null || addon.category !== 'capacity') return []
  const addonMinor = price.amountMinor / BigInt(price.intervalMonths)
  const plans = catalog.plans
    .filter((plan) => plan.status === 'published' && plan.price !== null)
    .toSorted((a, b) => a.rank - b.rank)
  return plans.flatMap((plan, index) => {
    const next = plans[index + 1]
    if (!next || !addon.availableForPlans.includes(plan.code)) return []
    const moreMinor = monthlyMinor(next) - monthlyMinor(plan)
    return addon.grants.flatMap(({ feature, value }): PriceBand[] => {
      const more = granted(next, feature) - granted(plan, feature)
      if (value === null || value <= 0n || more <= 0n || moreMinor <= 0n) return []
      // Of the same units: what they cost here, and what they cost by going up. Both times `more`, to stay whole.
      const here = addonMinor * more
      const there = moreMinor * value
      const verdict = here * 100n < there * LOW ? 'below' : here * 100n > there * HIGH ? 'above' : 'within'
      return [
        {
          plan: plan.name,
          nextPlan: next.name,
          feature,
          basisPoints: (here * 20_000n + there) / (there * 2n),
          verdict,
          fromMinor: (there * LOW + more * 100n - 1n) / (more * 100n),
          toMinor: (there * HIGH) / (more * 100n),
        },
      ]
    })
  })
}

function monthlyMinor({ price }: Plan): bigint {
  return price === null ? 0n : price.amountMinor / BigInt(price.intervalMonths)
}

/** Zero for what is not granted, and for what has no limit: there is no unit to compare then. */
function granted(plan: Plan, feature: string): bigint {
  return plan.grants.find((grant) => grant.feature === feature)?.value ?? 0n
}
