import { isBefore, latest } from '#lib/calendar/instants.ts'
import { addMonths, daysBetween, monthAround, startOfDay } from '#lib/calendar/periods.ts'
import { partOf } from '#lib/money/money.ts'
import { type HeldTerm, isLiveAt } from '#lib/subscriptions/term-rules.ts'

/** What a prepaid quantity costs, and when it is held. Amounts in minor units, UTC instants. */
export type PricedPeriod = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** When the billed period it lies in began: midnight in the issuer's zone. */
  periodStartsAt: Temporal.Instant
  billedDays: number
  periodDays: number
  amountMinor: bigint
}

type UnitPrice = { amountMinor: bigint; intervalMonths: number }
/** Without a billed period it was granted, for as long as it pleased whoever granted it. */
type BilledTerm = HeldTerm & { periodStartsAt: Temporal.Instant | null }

/**
 * Prices more of a prepaid add-on (D4). The first of it is held for its own period, from today; more of what is held
 * is charged by whole days in the issuer's zone to the end of the period that runs, so on its first day in full.
 */
export function priceAddition(options: {
  price: UnitPrice
  quantity: number
  terms: readonly BilledTerm[]
  at: Temporal.Instant
  timeZone: string
}): PricedPeriod {
  const { price, quantity, at, timeZone } = options
  const full = price.amountMinor * BigInt(quantity)
  const running = runningPeriod(options)
  if (running === null) {
    const periodStartsAt = startOfDay(at, timeZone)
    const endsAt = addMonths({ anchor: periodStartsAt, months: price.intervalMonths, timeZone })
    const days = daysBetween(periodStartsAt, endsAt, timeZone)
    return { startsAt: at, endsAt, periodStartsAt, billedDays: days, periodDays: days, amountMinor: full }
  }
  const periodDays = daysBetween(running.start, running.end, timeZone)
  // Held for less than a day, it is charged as one: it is never given away.
  const billedDays = Math.min(periodDays, Math.max(1, daysBetween(at, running.end, timeZone)))
  return {
    startsAt: at,
    endsAt: running.end,
    periodStartsAt: running.start,
    billedDays,
    periodDays,
    amountMinor: full === 0n ? 0n : atLeastOne(partOf(full, billedDays, periodDays)),
  }
}

/** A small price over many days must not round to a gift. */
function atLeastOne(amountMinor: bigint): bigint {
  return amountMinor > 0n ? amountMinor : 1n
}

/**
 * Prices another period of what is held, in full. It follows the last one without a gap; when that is over it starts
 * today. Months are counted from the day the line began, so that a short month does not shorten the next; a line that
 * ends off its own months (a late payment moved it, staff granted it) counts on from where it ends.
 */
export function priceRenewal(options: {
  price: UnitPrice
  quantity: number
  lineStartedAt: Temporal.Instant
  lineEndsAt: Temporal.Instant
  at: Temporal.Instant
  timeZone: string
}): PricedPeriod {
  const { price, quantity, at, timeZone } = options
  if (!isBefore(at, options.lineEndsAt)) return priceAddition({ price, quantity, terms: [], at, timeZone })
  const { lineStartedAt, lineEndsAt } = options
  const month = monthAround({ anchor: lineStartedAt, at: lineEndsAt, timeZone })
  const anchor = startOfDay(month.start.equals(lineEndsAt) ? lineStartedAt : lineEndsAt, timeZone)
  const months = monthsBetween(anchor, lineEndsAt, timeZone) + price.intervalMonths
  const endsAt = addMonths({ anchor, months, timeZone })
  const days = daysBetween(lineEndsAt, endsAt, timeZone)
  return {
    startsAt: lineEndsAt,
    endsAt,
    periodStartsAt: lineEndsAt,
    billedDays: days,
    periodDays: days,
    amountMinor: price.amountMinor * BigInt(quantity),
  }
}

/** The billed period that runs at an instant: of the live terms that were billed, the one that ends last. */
function runningPeriod(options: { terms: readonly BilledTerm[]; at: Temporal.Instant; timeZone: string }) {
  const billed = options.terms.flatMap((term) => {
    const { periodStartsAt, endsAt } = term
    if (periodStartsAt === null || endsAt === null || !isLiveAt(term, options.at)) return []
    return [{ start: startOfDay(periodStartsAt, options.timeZone), end: endsAt }]
  })
  const [first, ...rest] = billed.map((period) => period.end)
  if (!first) return null
  const end = latest(first, ...rest)
  const starts = billed.filter((period) => period.end.equals(end)).map((period) => period.start)
  return { start: starts.reduce((a, b) => (isBefore(b, a) ? b : a)), end }
}

function monthsBetween(from: Temporal.Instant, to: Temporal.Instant, timeZone: string): number {
  const [a, b] = [from, to].map((instant) => instant.toZonedDateTimeISO(timeZone)) as [
    Temporal.ZonedDateTime,
    Temporal.ZonedDateTime,
  ]
  return (b.year - a.year) * 12 + (b.month - a.month)
}
