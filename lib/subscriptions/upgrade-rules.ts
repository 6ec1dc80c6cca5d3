import type { Addon, Plan } from '#lib/catalog/catalog.ts'
import { type EntitlingLine, entitlementsAt, planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { HeldLine } from './holdings.ts'
import { isLiveAt } from './term-rules.ts'

/** Minor units a month. */
type Upgrade = {
  plan: Plan
  /** What the add-ons cost that one holds, and how much more than now the plan would. */
  addonsMinor: bigint
  moreMinor: bigint
  /** Of what one would have less than with the add-ons. */
  lacks: string[]
}

/**
 * The plan to advise to who pays at least as much for add-ons as it costs more than theirs (S0.16): the lowest that
 * gives all they do, or else the lowest. Null while the add-ons are the better deal.
 */
export function findUpgrade({ catalog, holdings, at }: Standing & { at: Temporal.Instant }): Upgrade | null {
  const { lines } = holdings
  const current = planAt({ catalog, lines, at })
  const paid = catalog.addons.flatMap((addon) => {
    const line = lines.find((found) => found.addonCode === addon.code)
    const monthlyMinor = line && !line.cancelAtPeriodEnd ? paidMonthly({ line, owner: addon, at }) : 0n
    return line && monthlyMinor > 0n ? [{ line, monthlyMinor }] : []
  })
  if (current === null || paid.length === 0) return null
  const addonsMinor = paid.reduce((sum, { monthlyMinor }) => sum + monthlyMinor, 0n)
  const planLine = lines.find((line) => line.planCode === current.code)
  const planMinor = planLine ? paidMonthly({ line: planLine, owner: current, at }) : 0n

  const featuresOf = (held: readonly EntitlingLine[]) => entitlementsAt({ catalog, lines: held, at }).features
  const now = featuresOf(lines)
  const kept = lines.filter((line) => line.addonCode !== null && !paid.some((held) => held.line === line))
  const upgrades = catalog.plans
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((plan): Upgrade[] => {
      if (plan.status !== 'published' || plan.rank <= current.rank || plan.price === null) return []
      const moreMinor = plan.price.amountMinor / BigInt(plan.price.intervalMonths) - planMinor
      if (moreMinor > addonsMinor) return []
      const term = { quantity: 1, startsAt: at, endsAt: null, withdrawnAt: null }
      const after = featuresOf([...kept, { planCode: plan.code, addonCode: null, terms: [term] }])
      const lacks = after.filter((feature, index) => !covers(feature, now[index])).map(({ name }) => name)
      return [{ plan, addonsMinor, moreMinor, lacks }]
    })
  return upgrades.find(({ lacks }) => lacks.length === 0) ?? upgrades[0] ?? null
}

/** What somebody pays for a line, a month. What was given or is tried costs nothing. */
function paidMonthly({
  line,
  owner,
  at,
}: {
  line: HeldLine
  owner: Addon | Plan
  at: Temporal.Instant
}): bigint {
  const live = line.terms.filter((term) => term.source === 'paid' && isLiveAt(term, at))
  const period = live.reduce((sum, term) => sum + term.unitAmountMinor * BigInt(term.quantity), 0n)
  return period / BigInt(owner.price?.intervalMonths ?? 1)
}

/** A flag is held or not, from however many sources. */
function covers(after: Entitlement, now: Entitlement | undefined): boolean {
  if (after.flag !== undefined) return after.flag || now?.flag !== true
  return after.total === null || (now?.total != null && after.total >= now.total)
}
