import { isBefore, latest, toInstant } from '#lib/calendar/instants.ts'
import { addMonths, type Period, startOfDay } from '#lib/calendar/periods.ts'

export type HeldPeriod = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  periodStartsAt: Temporal.Instant
}

/**
 * When a paid quote line is held. It starts when it is paid, or where the last period ends. A whole period that is
 * paid late is not shortened: it begins on the day of payment. Part of a period that is over by then cannot be held
 * any more: null.
 */
export function heldPeriod(options: {
  line: {
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    periodStartsAt: Temporal.Instant
    billedDays: number
    periodDays: number
  }
  intervalMonths: number
  /** The period the provider billed it for, to the instant; null where we bill it ourselves. */
  billed: Period | null
  at: Temporal.Instant
  timeZone: string
}): HeldPeriod | null {
  const { line, billed, at, timeZone } = options
  if (billed) {
    const startsAt = latest(billed.start, line.startsAt)
    return isBefore(startsAt, billed.end)
      ? { startsAt, endsAt: billed.end, periodStartsAt: billed.start }
      : null
  }
  const today = startOfDay(at, timeZone)
  const wholePeriod = line.billedDays === line.periodDays && isWholePeriod(line, timeZone)
  const late = isBefore(line.periodStartsAt, today) && isBefore(line.startsAt, today)
  if (wholePeriod && late) {
    const endsAt = addMonths({ anchor: today, months: options.intervalMonths, timeZone })
    return { startsAt: at, endsAt, periodStartsAt: today }
  }
  if (!isBefore(at, line.endsAt)) return null
  return { startsAt: latest(line.startsAt, at), endsAt: line.endsAt, periodStartsAt: line.periodStartsAt }
}

/** The period a provider billed a purchase for, as it is stored; null where we bill it ourselves. */
export function storedPeriod(purchase: {
  periodStartsAt: Date | null
  periodEndsAt: Date | null
}): Period | null {
  const { periodStartsAt, periodEndsAt } = purchase
  return periodStartsAt && periodEndsAt
    ? { start: toInstant(periodStartsAt), end: toInstant(periodEndsAt) }
    : null
}

/** Whether a line gives something to hold: what is less, counts later or costs nothing as a plan does not. */
export function makesTerm(line: {
  action: 'add' | 'renew' | 'reduce' | 'plan'
  effective: 'now' | 'period_end'
  planId: string | null
  unitAmountMinor: bigint
}): boolean {
  const isFreePlan = line.planId !== null && line.unitAmountMinor === 0n
  return line.action !== 'reduce' && line.effective === 'now' && !isFreePlan
}

/** The line opens a period, rather than joining one that ran already when it was quoted. */
function isWholePeriod(
  line: { startsAt: Temporal.Instant; periodStartsAt: Temporal.Instant },
  timeZone: string,
) {
  return startOfDay(line.startsAt, timeZone).equals(startOfDay(line.periodStartsAt, timeZone))
}
