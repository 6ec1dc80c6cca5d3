import { isBefore } from '#lib/calendar/instants.ts'
import { checkEligibility } from '#lib/catalog/eligibility-rules.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { type PricedPeriod, priceAddition, priceRenewal } from '#lib/pricing/price-line-rules.ts'
import { pendingQuantity } from '#lib/subscriptions/pending-rules.ts'
import { peakQuantity, quantityAt } from '#lib/subscriptions/term-rules.ts'
import {
  type AddonOutcome,
  type Change,
  heldLine,
  type PlannedLine,
  planAfter,
  planChanges,
  refuse,
  type Violation,
} from './change-rules.ts'

export type { Change, Violation } from './change-rules.ts'

export type QuotedLine = PlannedLine & PricedPeriod & { unitAmountMinor: bigint; description: string }

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
    price?: PriceLine
  },
): { lines: QuotedLine[]; outcomes: AddonOutcome[]; violations: Violation[] } {
  const { standing, at, fieldOf = (index) => `addons.${index}.code`, price = priceOurselves } = options
  const planned = planChanges({ ...options, fieldOf })
  const violations = [...planned.violations]
  const planCode = planAfter({ standing, lines: planned.lines, at })?.code ?? null
  const lines = planned.lines.flatMap((line) => {
    const quoted = price(line, options)
    const wanted = quoted ?? line
    const refusal = findRefusal({ ...options, line: wanted, window: quoted, planCode })
    if (refusal) violations.push({ ...refusal, addon: line.addon?.code ?? null })
    return quoted ? [quoted] : []
  })
  return { lines, outcomes: planned.outcomes, violations }
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
  const heldTerms = heldLine(standing, line)?.terms ?? []
  const { userId } = options
  const asked = { addonCode: addon.code, period: window, ...(userId ? { userId } : {}) }
  const { pending } = standing.holdings
  if (action === 'renew') {
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
  const { price } = line.addon ?? line.plan
  if (price === null) return null
  const { timeZone } = standing.catalog.family
  const terms = heldLine(standing, line)?.terms ?? []
  const addition = { price, terms, at, timeZone }
  switch (line.action) {
    case 'renew':
      return withWords(line, price.amountMinor, priceNextPeriod({ ...addition, line, standing }))
    case 'add':
    case 'plan':
      return withWords(line, price.amountMinor, {
        ...priceAddition({ ...addition, quantity: line.quantity }),
        quantity: line.quantity,
      })
    case 'reduce':
      return withWords(line, price.amountMinor, {
        ...priceAddition({ ...addition, quantity: line.quantity }),
        quantity: line.quantity,
        amountMinor: 0n,
      })
    default:
      throw line.action satisfies never
  }
}

function priceNextPeriod(options: {
  line: PlannedLine
  standing: Standing
  price: { amountMinor: bigint; intervalMonths: number }
  at: Temporal.Instant
  timeZone: string
}): PricedPeriod & { quantity: number } {
  const { at } = options
  const { name } = options.line.addon ?? options.line.plan
  const held = heldLine(options.standing, options.line)
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

function withWords(
  line: PlannedLine,
  unitAmountMinor: bigint,
  priced: PricedPeriod & { quantity: number },
): QuotedLine {
  const { name } = line.addon ?? line.plan
  const whole = line.addon ? `${priced.quantity} × ${name}` : name
  const part =
    priced.billedDays === priced.periodDays ? '' : `, ${priced.billedDays} of ${priced.periodDays} days`
  return { ...line, ...priced, unitAmountMinor, description: `${whole}${part}` }
}
