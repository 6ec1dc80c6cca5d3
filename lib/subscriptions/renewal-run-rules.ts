import { isBefore } from '#lib/calendar/instants.ts'

/** S2.9: looked at daily at 02:00, from three days before the end. */
const RUNS_AT = Temporal.PlainTime.from('02:00')
export const RENEWAL_WINDOW = { hours: 72 }

/**
 * When what ends at an instant is next looked at for its renewal, at or after `at`: 02:00 in the issuer's zone, the
 * first time three days before the end. Where clocks skip that hour, when they go on. Past the end as well: a run that
 * was missed is made up for.
 */
export function nextRenewalRun(options: {
  endsAt: Temporal.Instant
  at: Temporal.Instant
  timeZone: string
}): Temporal.Instant {
  const opens = options.endsAt.subtract(RENEWAL_WINDOW)
  const from = isBefore(options.at, opens) ? opens : options.at
  const day = from.toZonedDateTimeISO(options.timeZone).toPlainDate()
  const run = runOf(day, options.timeZone)
  return isBefore(run, from) ? runOf(day.add({ days: 1 }), options.timeZone) : run
}

/** When the run began that an instant belongs to: the last 02:00 before it. */
export function renewalRunAround(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate()
  const run = runOf(day, timeZone)
  return isBefore(at, run) ? runOf(day.subtract({ days: 1 }), timeZone) : run
}

function runOf(day: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime: RUNS_AT }).toInstant()
}
