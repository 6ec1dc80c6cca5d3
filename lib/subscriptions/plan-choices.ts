import type { Plan } from '#lib/catalog/catalog.ts'
import { entitlementsAt, planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { PlanChoice } from './schemas.ts'
import { isLiveAt } from './term-rules.ts'

type Options = Standing & {
  at: Temporal.Instant
  /** Why a plan cannot be chosen as things stand, as a sentence, or null. */
  refusalOf: (plan: Plan) => string | null
}

/** Every plan on sale, and how it stands to the one that is held (E.7), which is there also when it is sold no more. */
export function planChoicesAt({ catalog, holdings, at, refusalOf }: Options): PlanChoice[] {
  const current = planAt({ catalog, lines: holdings.lines, at })
  const next = holdings.subscription?.nextPlanCode ?? null
  const held = current && featuresOf({ catalog, plan: current, at })
  return catalog.plans
    .filter((plan) => isSold(plan) || plan.code === current?.code || plan.code === next)
    .map((plan) => {
      // One's own plan is shown at the price it was bought at, not at today's.
      const paid = holdings.lines
        .find((line) => line.planCode === plan.code)
        ?.terms.find((term) => term.source === 'paid' && isLiveAt(term, at))
      const standing = standingOf({ code: plan.code, rank: plan.rank, current, next })
      return {
        code: plan.code,
        name: plan.name,
        description: plan.description,
        priceMinor: (paid?.unitAmountMinor ?? plan.price?.amountMinor)?.toString() ?? null,
        currency: catalog.family.currency,
        intervalMonths: plan.price?.intervalMonths ?? 1,
        rank: plan.rank,
        standing,
        refusal: standing === 'current' ? null : refusalOf(plan),
        grants: compare(featuresOf({ catalog, plan, at }), held),
        addons: {
          available: catalog.addons
            .filter((addon) => addon.availableForPlans.includes(plan.code))
            .map((a) => a.code),
          included: catalog.addons
            .filter((addon) => addon.includedInPlans.includes(plan.code))
            .map((a) => a.code),
        },
      }
    })
}

function isSold({ status, price, isDefault }: Plan): boolean {
  return status === 'published' && (price !== null || isDefault)
}

/** What a plan gives by itself, with the add-ons that come with it. */
function featuresOf({
  catalog,
  plan,
  at,
}: {
  catalog: Standing['catalog']
  plan: Plan
  at: Temporal.Instant
}): Entitlement[] {
  const term = { quantity: 1, startsAt: at, endsAt: null, withdrawnAt: null }
  const lines = [{ planCode: plan.code, addonCode: null, terms: [term] }]
  return entitlementsAt({ catalog, lines, at }).features
}

/** What neither of the two gives is left out. */
function compare(features: readonly Entitlement[], held: readonly Entitlement[] | null) {
  return features.flatMap((feature, index): PlanChoice['grants'] => {
    const value = given(feature)
    const before = held?.[index]
    const current = before ? given(before) : feature.kind === 'flag' ? false : 0
    const { feature: code, name, unit, window } = feature
    return isNothing(value) && isNothing(current)
      ? []
      : [{ feature: code, name, unit, window, value, current }]
  })
}

const isNothing = (value: number | boolean | null): boolean => value === false || value === 0

function given({ flag, total }: Entitlement): number | boolean | null {
  return flag ?? (total === null ? null : Number(total))
}

function standingOf(options: {
  code: string
  rank: number
  current: { code: string; rank: number } | null
  next: string | null
}): PlanChoice['standing'] {
  const { code, rank, current, next } = options
  if (code === current?.code) return 'current'
  if (code === next) return 'next'
  return current === null || rank > current.rank ? 'higher' : 'lower'
}
