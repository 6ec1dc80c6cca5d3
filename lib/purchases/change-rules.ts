import type { Addon, FamilyCatalog, Plan } from '#lib/catalog/catalog.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { HeldLine } from '#lib/subscriptions/holdings.ts'
import { quantityAt } from '#lib/subscriptions/term-rules.ts'

/** When a change counts: at once, or when the period that is paid for ends. */
export type Effective = 'now' | 'period_end'

/**
 * What a person asks for: more of an add-on (for some months, where each purchase lasts its own), exactly so many of it (0: none any more), another period of what is held
 * of it, or a plan. Without `when`, the catalog decides.
 */
export type Change =
  | { action: 'add'; code: string; quantity: number; months?: number | undefined }
  | { action: 'set'; code: string; quantity: number; when?: Effective | undefined }
  | { action: 'renew'; code: string }
  | { action: 'plan'; code: string; when?: Effective | undefined }

/** What a plan or an add-on is, whichever it is. */
export type Item = { plan: Plan; addon: null } | { plan: null; addon: Addon }

/** One thing that would change: so many more of it, or fewer, or another plan. */
export type PlannedLine = Item & {
  action: 'add' | 'renew' | 'reduce' | 'plan'
  effective: Effective
  quantity: number
  /** How many intervals of its price are paid at once. */
  months: number
  /** How many are held as it is asked for. */
  heldBefore: number
  /** It goes because the plan changes. */
  because?: AddonOutcome['outcome']
}

/** What becomes of an add-on that is held when the plan changes. */
export type AddonOutcome = { addon: Addon; quantity: number; outcome: 'included' | 'not_allowed' }

export type Violation = { code: string; reason: string; addon: string | null }

/**
 * What exactly would change, and what a change of plan does to the add-ons held. What is prepaid ends by itself, so a
 * lower plan takes nothing away before, and a plan asked for again is paid for another period. Throws
 * `addon_not_found`, `plan_not_found` and `addon_listed_twice`.
 */
export function planChanges(options: {
  standing: Standing
  changes: readonly Change[]
  at: Temporal.Instant
  /** Whether periods are paid one by one; otherwise the provider renews them. */
  prepaid: boolean
  /** What the caller's input calls the code of a change. */
  fieldOf: (index: number) => string
}): { lines: PlannedLine[]; outcomes: AddonOutcome[]; violations: Violation[] } {
  const { standing, changes, at, fieldOf } = options
  const lines: PlannedLine[] = []
  const outcomes: AddonOutcome[] = []
  const violations: Violation[] = []
  for (const [index, change] of changes.entries()) {
    const twin = changes.findIndex((other) => isSameItem(other, change))
    if (twin !== index) {
      throw refuse('invalid', 'addon_listed_twice', `${change.code} is listed twice`, fieldOf(index))
    }
    if (change.action === 'plan') {
      const planned = planOther({ ...options, change, field: fieldOf(index) })
      lines.push(...planned.lines)
      outcomes.push(...planned.outcomes)
      violations.push(...planned.violations)
      continue
    }
    const addon = standing.catalog.addons.find((found) => found.code === change.code)
    if (!addon) throw refuse('not_found', 'addon_not_found', 'Add-on not found', fieldOf(index))
    const line = planAddon({ standing, change, addon, at })
    const refusal = line && whyNotByItself(line)
    if (refusal) violations.push(refusal)
    else if (line) lines.push(line)
    else
      violations.push({ code: 'nothing_changes', reason: 'You hold exactly this already', addon: addon.code })
  }
  return { lines: withoutDoubles(lines), outcomes, violations }
}

/** The line of an add-on that is held or was. */
export function heldLine(standing: Standing, item: Item): HeldLine | undefined {
  return standing.holdings.lines.find((line) =>
    item.addon ? line.addonCode === item.addon.code : line.planCode === item.plan.code,
  )
}

/** The plan that would be held once the lines count. */
export function planAfter(options: {
  standing: Standing
  lines: readonly PlannedLine[]
  at: Temporal.Instant
}): Plan | null {
  const wanted = options.lines.find((line) => line.action === 'plan' && line.effective === 'now')
  return wanted?.plan ?? currentPlan(options)
}

function currentPlan({ standing, at }: { standing: Standing; at: Temporal.Instant }): Plan | null {
  return planAt({ catalog: standing.catalog, lines: standing.holdings.lines, at })
}

function isSameItem(a: Change, b: Change): boolean {
  if (a.action === 'plan' || b.action === 'plan') return a.action === b.action
  return a.code === b.code
}

function planAddon(options: {
  standing: Standing
  change: Exclude<Change, { action: 'plan' }>
  addon: Addon
  at: Temporal.Instant
}): PlannedLine | null {
  const { standing, change, addon, at } = options
  const heldBefore = quantityAt(heldLine(standing, { plan: null, addon })?.terms ?? [], at)
  const months = change.action === 'add' ? (change.months ?? 1) : 1
  const item = { plan: null, addon, heldBefore, months }
  if (change.action === 'add' || change.action === 'renew') {
    const quantity = change.action === 'add' ? change.quantity : 1
    return { ...item, action: change.action, effective: 'now', quantity }
  }
  const more = change.quantity - heldBefore
  if (more === 0) return null
  if (more > 0) return { ...item, action: 'add', effective: 'now', quantity: more }
  // None at all is a cancellation: it ends with the period unless one asks for now (S0.8, D5).
  const usual = change.quantity > 0 && addon.decrease === 'credit' ? 'now' : 'period_end'
  return { ...item, action: 'reduce', effective: change.when ?? usual, quantity: -more }
}

/** What each purchase has a period of its own of is bought again, and ends by itself; the rest ends together (D4). */
function whyNotByItself({ addon, action, months }: PlannedLine): Violation | null {
  if (addon === null) return null
  const because = (code: string, reason: string) => ({ code, reason, addon: addon.code })
  if (!addon.ownPeriod) {
    return months === 1 ? null : because('months_not_offered', `${addon.name} is paid month by month`)
  }
  if (action === 'add') return null
  return action === 'renew'
    ? because('bought_again', `Every ${addon.name} has a period of its own. Buy another one instead.`)
    : because('ends_by_itself', `Every ${addon.name} ends by itself, on its own day.`)
}

function planOther(options: {
  standing: Standing
  change: Extract<Change, { action: 'plan' }>
  at: Temporal.Instant
  prepaid: boolean
  field: string
}): { lines: PlannedLine[]; outcomes: AddonOutcome[]; violations: Violation[] } {
  const { standing, change, at, prepaid } = options
  const { catalog, holdings } = standing
  const plan = catalog.plans.find((found) => found.code === change.code)
  if (!plan) throw refuse('not_found', 'plan_not_found', 'There is no such plan', options.field)
  const current = currentPlan({ standing, at })
  const item = { plan, addon: null, quantity: 1, months: 1, heldBefore: 0 }
  if (prepaid && isNextPeriod({ standing, plan, current })) {
    return { lines: [{ ...item, action: 'renew', effective: 'now' }], outcomes: [], violations: [] }
  }
  const violations = whyNotPlan({ ...options, plan, current, holdings })
  const rises = current === null || plan.rank > current.rank
  const effective = change.when ?? (rises ? 'now' : 'period_end')
  const outcomes = outcomesOf({ catalog, standing, plan, at })
  const taken = prepaid && effective === 'period_end' ? [] : outcomes
  const removals = taken.map(
    ({ addon, quantity, outcome }): PlannedLine => ({
      plan: null,
      addon,
      action: 'reduce',
      effective,
      quantity,
      months: 1,
      heldBefore: quantity,
      because: outcome,
    }),
  )
  return {
    lines: [{ ...item, action: 'plan', effective }, ...removals],
    outcomes,
    violations,
  }
}

/** The plan that is paid for, or the one wanted after it, asked for again: another period of it. */
function isNextPeriod(options: { standing: Standing; plan: Plan; current: Plan | null }): boolean {
  const { standing, plan, current } = options
  const next = standing.holdings.subscription?.nextPlanCode ?? null
  const isPaid = current !== null && paidPlanLine(standing, current) !== undefined
  return isPaid && plan.price !== null && plan.code === (next ?? current.code)
}

/** The line of a plan, if somebody paid for it. */
export function paidPlanLine(standing: Standing, plan: Plan): HeldLine | undefined {
  const line = heldLine(standing, { plan, addon: null })
  return line?.terms.some((term) => term.source === 'paid') ? line : undefined
}

function whyNotPlan(options: {
  standing: Standing
  plan: Plan
  current: Plan | null
  prepaid: boolean
  holdings: Standing['holdings']
}): Violation[] {
  const { standing, plan, current, prepaid, holdings } = options
  const because = (code: string, reason: string) => [{ code, reason, addon: null }]
  const next = holdings.subscription?.nextPlanCode ?? null
  if (plan.code === next) return because('plan_change_scheduled', `You change to ${plan.name} already`)
  if (plan.code === current?.code && next === null) {
    return because('already_on_plan', `You are on ${plan.name} already`)
  }
  if (plan.status !== 'published' || (plan.price === null && !plan.isDefault)) {
    return because('plan_not_available', `${plan.name} is not available`)
  }
  const lower = current !== null && plan.rank < current.rank
  if (prepaid && lower && !paidPlanLine(standing, current)) {
    return because('plan_granted', `${current.name} was given to you without charge. Ask us to change it.`)
  }
  return []
}

function outcomesOf(options: {
  catalog: FamilyCatalog
  standing: Standing
  plan: Plan
  at: Temporal.Instant
}): AddonOutcome[] {
  const { catalog, standing, plan, at } = options
  return catalog.addons.flatMap((addon): AddonOutcome[] => {
    const quantity = quantityAt(heldLine(standing, { plan: null, addon })?.terms ?? [], at)
    if (quantity === 0) return []
    if (addon.includedInPlans.includes(plan.code)) return [{ addon, quantity, outcome: 'included' }]
    return addon.availableForPlans.includes(plan.code) ? [] : [{ addon, quantity, outcome: 'not_allowed' }]
  })
}

/** An add-on that was asked for and that the new plan takes away anyway goes once. */
function withoutDoubles(lines: PlannedLine[]): PlannedLine[] {
  return lines.filter(
    (line, index) =>
      line.action !== 'reduce' ||
      lines.findIndex((other) => other.action === 'reduce' && other.addon === line.addon) === index,
  )
}

export function refuse(
  kind: 'refused' | 'not_found' | 'invalid',
  code: string,
  detail: string,
  field?: string,
) {
  return new DomainError({ kind, code, detail, ...(field ? { field } : {}) })
}
