import { monthAround } from '#lib/calendar/periods.ts'
import { planAt, planUntil } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { BillingOverview } from './schemas.ts'
import { isLiveAt } from './term-rules.ts'
import { userAddonAt } from './user-addon-rules.ts'

/** Where a customer stands in a family at an instant. */
export function billingOverviewAt({
  catalog,
  holdings,
  at,
}: Standing & { at: Temporal.Instant }): BillingOverview {
  const { family } = catalog
  const { lines, subscription } = holdings
  const anchor = subscription?.anchorAt ?? at
  const period = monthAround({ anchor, at, timeZone: family.timeZone })
  const held = lines
    .filter((line) => line.addonCode !== null)
    .map((line) => userAddonAt(line, at))
    .filter((state) => state?.status === 'active')
  return {
    family: { code: family.code, name: family.name },
    timeZone: family.timeZone,
    currency: family.currency,
    plan: planPart({ catalog, holdings, at }),
    period: { start: period.start.toString(), end: period.end.toString() },
    addons: {
      count: held.length,
      monthlyMinor: held.reduce((sum, state) => sum + (state?.totalAmountMinor ?? 0n), 0n).toString(),
    },
  }
}

function planPart({ catalog, holdings, at }: Standing & { at: Temporal.Instant }): BillingOverview['plan'] {
  const { lines } = holdings
  const plan = planAt({ catalog, lines, at })
  if (plan === null) return null
  const term = lines
    .find((line) => line.planCode === plan.code)
    ?.terms.find((candidate) => isLiveAt(candidate, at))
  const until = planUntil({ catalog, lines, at })
  const next = until && planAt({ catalog, lines, at: until })
  // What is held is shown at the price it was given at, not at today's.
  const priceMinor = term?.unitAmountMinor ?? plan.price?.amountMinor
  return {
    code: plan.code,
    name: plan.name,
    description: plan.description,
    priceMinor: priceMinor?.toString() ?? null,
    intervalMonths: plan.price?.intervalMonths ?? 1,
    source: term?.source ?? 'default',
    until: until?.toString() ?? null,
    next: next && { code: next.code, name: next.name },
  }
}
