import { isBefore, latest } from '#lib/calendar/instants.ts'
import { daysBetween, startOfDay } from '#lib/calendar/periods.ts'
import { partOf } from '#lib/money/money.ts'
import type { LineTerm } from '#lib/subscriptions/holdings.ts'

/**
 * What of prepaid terms has not been used yet, by whole days in the issuer's zone, the day that runs counted as unused:
 * what a dearer plan is credited with. Minor units. What was granted for nothing is worth nothing.
 */
export function unusedValue(options: {
  terms: readonly Omit<LineTerm, 'id' | 'boughtBy'>[]
  at: Temporal.Instant
  timeZone: string
}): bigint {
  const { at, timeZone } = options
  return options.terms.reduce((sum, term) => {
    const { endsAt, periodStartsAt } = term
    const over = endsAt === null || !isBefore(at, endsAt)
    if (term.source !== 'paid' || term.withdrawnAt !== null || over) return sum
    const start = startOfDay(periodStartsAt ?? term.startsAt, timeZone)
    const days = daysBetween(start, endsAt, timeZone)
    const left = Math.min(days, daysBetween(latest(at, term.startsAt), endsAt, timeZone))
    return sum + partOf(term.unitAmountMinor * BigInt(term.quantity), Math.max(0, left), Math.max(1, days))
  }, 0n)
}
