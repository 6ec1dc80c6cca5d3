import { earliest, toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { dayParts, type KeyDay } from './day-rules.ts'
import type { KeyStanding } from './load-key-standing.ts'

/** What a key used on today and the days before it, the oldest first; days without any use included. */
export async function loadKeyDays(
  db: DatabaseOrTransaction,
  options: { standing: KeyStanding; days: number; at: Temporal.Instant },
): Promise<KeyDay[]> {
  const { standing, days, at } = options
  const { timeZone } = standing.key
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  const dates = Array.from({ length: days }, (_, index) => today.subtract({ days: days - 1 - index }))
  const starts = dates.map((date) => date.toZonedDateTime(timeZone).toInstant())
  const rows = await db.usageCounter.findMany({
    where: {
      subscriptionId: standing.holdings.subscription.id,
      featureId: standing.feature.id,
      windowStart: { in: starts.map(toDate) },
    },
  })
  const byStart = new Map(rows.map((row) => [row.windowStart.getTime(), row]))
  return dates.map((date, index) => {
    const start = starts[index] ?? at
    const next = date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant()
    const counter = byStart.get(start.epochMilliseconds)
    // As the day ended; of today, as it stands.
    const last = standing.allowance(earliest(at, next.subtract({ milliseconds: 1 })))
    const first = standing.allowance(earliest(at, start))
    return {
      date: date.toString(),
      ...dayParts({ used: counter?.used ?? 0n, packUsed: counter?.packUsed ?? 0n, first, last }),
    }
  })
}
