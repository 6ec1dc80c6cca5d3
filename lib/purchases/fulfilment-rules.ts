import { isBefore, latest } from '#lib/calendar/instants.ts'
import { addMonths, startOfDay } from '#lib/calendar/periods.ts'

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
  at: Temporal.Instant
  timeZone: string
}): HeldPeriod | null {
  const { line, at, timeZone } = options
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

/** The line opens a period, rather than joining one that ran already when it was quoted. */
function isWholePeriod(
  line: { startsAt: Temporal.Instant; periodStartsAt: Temporal.Instant },
  timeZone: string,
) {
  return startOfDay(line.startsAt, timeZone).equals(startOfDay(line.periodStartsAt, timeZone))
}
