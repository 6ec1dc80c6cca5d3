import { isBefore, latest } from '#lib/calendar/instants.ts'
import { checkEligibility } from '#lib/catalog/eligibility-rules.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { type PricedPeriod, priceAddition, priceRenewal } from '#lib/pricing/price-line-rules.ts'
import { unusedValue } from '#lib/pricing/unused-value-rules.ts'
import type { HeldLine } from '#lib/subscriptions/holdings.ts'
import { pendingQuantity } from '#lib/subscriptions/pending-rules.ts'
import { peakQuantity, quantityAt } from '#lib/subscriptions/term-rules.ts'
import {
  type AddonOutcome,
  type Change,
  heldLine,
  type PlannedLine,
  paidPlanLine,
  planAfter,
  planChanges,
  refuse,
  type Violation,
} from './change-rules.ts'

export type { Change, Violation } from './change-rules.ts'

export type QuotedLine = PlannedLine &
  PricedPeriod & {
    /** Of one unit for `intervalMonths`. */
    unitAmountMinor: bigint
    intervalMonths: number
    description: string
  }

/** With `userId`, that user's own open purchases do not count: a new one takes their place. */
type Situation = { standing: Standing; at: Temporal.Instant; userId?: string }
type Window = Pick<PricedPeriod, 'startsAt' | 'endsAt'>

/** Prices one planned line, or null when there is nothing to price: it is not sold. */
export type PriceLine = (line: PlannedLine, situation: Situation) => QuotedLine | null

/**
 * Prices the changes and names what stands in their way (E.8). The one compute behind quote and charge (invariant 3).
 * Throws what `planChanges` throws, `nothing_to_renew` and `already_renewed`.
 *
 * @param options.price by our own rules unless told otherwise
 */
export function quoteChanges(
  options: Situation & {
    changes: readonly Change[]
    fieldOf?: (index: number) => string
    /** Where the provider bills, its price. */
    price?: PriceLine
  },
): { lines: QuotedLine[]; outcomes: AddonOutcome[]; violations: Violation[] } {
  const { standing, at, fieldOf = (index) => `addons.${index}.code`, price = priceOurselves } = options
  const prepaid = options.price === undefined
  const planned = planChanges({ ...options, prepaid, fieldOf })
  const violations = [...planned.violations]
  const planCode = planAfter({ standing, lines: planned.lines, at })?.code ?? null
  const lines = planned.lines.flatMap((line) => {
    const quoted = price(line, options)
    const wanted = quoted ?? line
    const refusal = findRefusal({ ...options, line: wanted, window: quoted, planCode })
    if (refusal) violations.push({ ...refusal, addon: line.addon?.code ?? null })
    return quoted ? [quoted] : []
  })
  const total = lines.reduce((sum, line) => sum + line.amountMinor, 0n)
  if (prepaid && total < 0n) violations.push(TOO_MUCH_UNUSED)
  return { lines, outcomes: planned.outcomes, violations }
}

const TOO_MUCH_UNUSED: Violation = {
  code: 'unused_exceeds_price',
  reason: 'You have paid for more than this plan costs. Change to it when what you hold runs out.',
  addon: null,
}

/**
 * Why a line may not be bought as things stand, or null. Asked again when a quote is accepted or paid late. Less of
 * something is never refused.
 *
 * @param options.planCode the plan it would be held on; without it, the one held when it starts
 */
export function findRefusal(
  options: Situation & { line: PlannedLine; window: Window | null; planCode?: string | null },
): { code: string; reason: string } | null {
  const { standing, at, line } = options
  const { addon, action } = line
  if (addon === null || action === 'reduce' || action === 'plan') return null
  const window = options.window
    ? { start: options.window.startsAt, end: options.window.endsAt }
    : { start: at, end: at.add({ hours: 1 }) }
  const held = heldLine(standing, line)?.terms ?? []
  // What one keeps while its renewal is late does not stand in the way of the renewal.
  const heldTerms = action === 'renew' ? held.map((term) => ({ ...term, graceEndsAt: null })) : held
  const { userId } = options
  const asked = { addonCode: addon.code, period: window, ...(userId ? { userId } : {}) }
  const { pending } = standing.holdings
  // Of what has a period of its own, others may run beside the one that is carried on.
  if (action === 'renew' && !addon.ownPeriod) {
    if (peakQuantity(heldTerms, window) > 0) {
      return { code: 'already_renewed', reason: `${addon.name} is already paid for the next period` }
    }
    const renewals = pending.filter((open) => open.action === 'renew')
    if (pendingQuantity({ ...asked, pending: renewals }) > 0) {
      return { code: 'renewal_under_way', reason: `${addon.name} is being renewed already` }
    }
  }
  const { catalog, holdings } = standing
  const heldPlan = () => planAt({ catalog, lines: holdings.lines, at: window.start })?.code ?? null
  const eligibility = checkEligibility({
    addon,
    planCode: options.planCode === undefined ? heldPlan() : options.planCode,
    window,
    heldTerms,
    pending: pendingQuantity({ ...asked, pending }),
    quantity: line.quantity,
  })
  return eligibility.allowed ? null : { code: eligibility.code, reason: eligibility.reason }
}

/** The price of a line that we charge ourselves: prepaid, by whole days (D4). Fewer of it give nothing back (D5). */
function priceOurselves(line: PlannedLine, { standing, at }: Situation): QuotedLine | null {
  const price = (line.addon ?? line.plan).price ?? (line.plan?.isDefault ? FREE : null)
  if (price === null) return null
  const { timeZone } = standing.catalog.family
  const held = heldLine(standing, line)?.terms ?? []
  // What has a period of its own does not join one that runs.
  const terms = line.addon?.ownPeriod ? [] : held
  const addition = { price: timesMonths(price, line.months), terms, at, timeZone }
  switch (line.action) {
    case 'renew':
      return withWords(line, addition.price, priceNextPeriod({ ...addition, line, standing }))
    case 'plan':
      return withWords(line, addition.price, pricePlan({ ...addition, line, standing }))
    case 'add':
      refuseUnpaid(line, standing)
      return withWords(line, addition.price, {
        ...priceAddition({ ...addition, quantity: line.quantity }),
        quantity: line.quantity,
      })
    case 'reduce':
      return withWords(line, addition.price, {
        ...priceAddition({ ...addition, quantity: line.quantity }),
        quantity: line.quantity,
        // What goes because the plan includes it is credited; what one gives up is not (D5).
        amountMinor: line.because ? -unusedValue({ terms, at, timeZone }) : 0n,
      })
    default:
      throw line.action satisfies never
  }
}

function timesMonths(price: IntervalPrice, months: number): IntervalPrice {
  return { amountMinor: price.amountMinor * BigInt(months), intervalMonths: price.intervalMonths * months }
}

type IntervalPrice = { amountMinor: bigint; intervalMonths: number }

/** What one does not pay for. */
const FREE = { amountMinor: 0n, intervalMonths: 1 }

/** A dearer plan begins a period of its own, less what has not been used of the plan before; a lower one costs nothing now. */
function pricePlan(options: {
  line: PlannedLine
  standing: Standing
  price: IntervalPrice
  at: Temporal.Instant
  timeZone: string
}): PricedPeriod & { quantity: number } {
  const { line, standing, price, at, timeZone } = options
  const plans = standing.holdings.lines.filter((held) => held.planCode !== null)
  const terms = plans.flatMap((held) => held.terms)
  const whole = priceAddition({ price, quantity: 1, terms: [], at, timeZone })
  if (line.effective === 'now') {
    return { ...whole, quantity: 1, amountMinor: whole.amountMinor - unusedValue({ terms, at, timeZone }) }
  }
  const end = latest(
    at.add({ hours: 1 }),
    ...terms.flatMap((term) => (term.source === 'paid' && term.endsAt) || []),
  )
  return { ...whole, endsAt: end, quantity: 1, amountMinor: 0n }
}

function priceNextPeriod(options: {
  line: PlannedLine
  standing: Standing
  price: IntervalPrice
  at: Temporal.Instant
  timeZone: string
}): PricedPeriod & { quantity: number } {
  const { at } = options
  const { name } = options.line.addon ?? options.line.plan
  const held = lineToRenew(options)
  if (held && isCharged(options.standing, held)) {
    throw refuse('refused', 'renews_by_itself', `${name} renews by itself; turn that off to renew it by hand`)
  }
  if (!held?.endsAt) throw refuse('refused', 'nothing_to_renew', `You do not hold ${name}`)
  const running = quantityAt(held.terms, at)
  const untilEnd = quantityAt(held.terms, held.endsAt.subtract({ milliseconds: 1 }))
  const renewed =
    running > 0 && held.terms.some((term) => isBefore(at, term.startsAt) && term.withdrawnAt === null)
  if (renewed) throw refuse('refused', 'already_renewed', `${name} is already paid for the next period`)
  const quantity = held.nextQuantity ?? (running > 0 ? running : untilEnd)
  if (quantity === 0) throw refuse('refused', 'nothing_to_renew', `You do not hold ${name}`)
  const period = priceRenewal({
    price: options.price,
    quantity,
    lineStartedAt: held.startedAt,
    lineEndsAt: held.endsAt,
    at,
    timeZone: options.timeZone,
  })
  return { ...period, quantity }
}

/** While the period that runs is not paid, there is nothing to add to. */
function refuseUnpaid(line: PlannedLine, standing: Standing): void {
  const held = heldLine(standing, line)
  const agreement = standing.holdings.agreements.find((found) => found.lineId === held?.id)
  if (agreement?.status !== 'past_due' && agreement?.status !== 'halted') return
  const { name } = line.addon ?? line.plan
  throw refuse(
    'refused',
    'renewal_open',
    `The renewal of ${name} is not paid yet. Pay it first, then add more.`,
  )
}

/** An approval of its payer is charged for it. */
function isCharged({ holdings }: Standing, line: HeldLine): boolean {
  return holdings.agreements.some(({ lineId, status }) => lineId === line.id && status !== 'pending')
}

/** Of a plan, the line that is held now, whichever plan is to follow. */
function lineToRenew(options: { line: PlannedLine; standing: Standing; at: Temporal.Instant }) {
  const { line, standing, at } = options
  if (line.addon) return heldLine(standing, line)
  const { catalog, holdings } = standing
  const plan = planAt({ catalog, lines: holdings.lines, at })
  return plan ? paidPlanLine(standing, plan) : undefined
}

function withWords(
  line: PlannedLine,
  price: IntervalPrice,
  priced: PricedPeriod & { quantity: number },
): QuotedLine {
  const { name } = line.addon ?? line.plan
  const whole = line.addon ? `${priced.quantity} × ${name}` : name
  const part =
    priced.billedDays === priced.periodDays ? '' : `, ${priced.billedDays} of ${priced.periodDays} days`
  const many = line.months === 1 ? '' : `, ${price.intervalMonths} months`
  const { amountMinor: unitAmountMinor, intervalMonths } = price
  return { ...line, ...priced, unitAmountMinor, intervalMonths, description: `${whole}${many}${part}` }
}
