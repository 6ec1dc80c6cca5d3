import { isBefore } from './instants.ts'

/** From an instant (inclusive) to another (exclusive). */
export type Period = { start: Temporal.Instant; end: Temporal.Instant }

/**
 * `months` calendar months from the anchor in the issuer's zone: Jan 31 + 1 = Feb 28, + 2 = Mar 31. Always counted
 * from the anchor, so that a short month does not shorten those after it (DESIGN invariant 13). From the beginning of
 * a day to the beginning of a day, also where clocks jump over midnight.
 */
export function addMonths(options: {
  anchor: Temporal.Instant
  months: number
  timeZone: string
}): Temporal.Instant {
  const from = options.anchor.toZonedDateTimeISO(options.timeZone)
  const to = from.add({ months: options.months })
  return (from.equals(from.startOfDay()) ? to.startOfDay() : to).toInstant()
}

/** Midnight of the instant's day in the zone. */
export function startOfDay(instant: Temporal.Instant, timeZone: string): Temporal.Instant {
  return instant.toZonedDateTimeISO(timeZone).startOfDay().toInstant()
}

/** The calendar day around an instant in the zone: 23 or 25 hours when clocks change. */
export function dayAround(instant: Temporal.Instant, timeZone: string): Period {
  const start = instant.toZonedDateTimeISO(timeZone).startOfDay()
  return { start: start.toInstant(), end: start.add({ days: 1 }).startOfDay().toInstant() }
}

/** The month counted from the anchor's day that an instant lies in. Also before the anchor. */
export function monthAround(options: {
  anchor: Temporal.Instant
  at: Temporal.Instant
  timeZone: string
}): Period {
  const anchor = startOfDay(options.anchor, options.timeZone)
  const zoned = (months: number) => addMonths({ anchor, months, timeZone: options.timeZone })
  const from = anchor.toZonedDateTimeISO(options.timeZone)
  const to = options.at.toZonedDateTimeISO(options.timeZone)
  let months = (to.year - from.year) * 12 + (to.month - from.month)
  while (isBefore(options.at, zoned(months))) months -= 1
  while (!isBefore(options.at, zoned(months + 1))) months += 1
  return { start: zoned(months), end: zoned(months + 1) }
}

/** Whole calendar days between two instants' dates in the zone: the same day is 0. */
export function daysBetween(from: Temporal.Instant, to: Temporal.Instant, timeZone: string): number {
  const date = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate()
  return date(from).until(date(to), { largestUnit: 'day' }).days
}

/** The year a financial year that contains the instant began in: March 2027 in April–March is 2026. */
export function financialYear(options: {
  at: Temporal.Instant
  timeZone: string
  startMonth: number
}): number {
  const date = options.at.toZonedDateTimeISO(options.timeZone)
  return date.month >= options.startMonth ? date.year : date.year - 1
}
