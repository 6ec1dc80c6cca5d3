import { earliest, isBefore } from '#lib/calendar/instants.ts'
import type { Period } from '#lib/calendar/periods.ts'

export type Bucket = 'day' | 'week' | 'month'

/** More points than a chart can show. */
export const MAX_BUCKETS = 400

/**
 * What is looked at: half-open `[from, to)`, the same length before it, and its buckets. Days are those of UTC, as
 * families of several zones stand in one chart; weeks begin on Mondays.
 */
export type Range = {
  from: Temporal.Instant
  to: Temporal.Instant
  previousFrom: Temporal.Instant
  buckets: Period[]
}

/**
 * The range from one calendar day to another, both included, but never beyond now: what will be is not known. Null
 * where it is empty or has more than `MAX_BUCKETS` buckets. Stored instants are whole milliseconds, so what happened
 * now lies before `to`.
 */
export function rangeOf(options: {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  bucket: Bucket
  now: Temporal.Instant
}): Range | null {
  const from = midnight(options.from)
  const now = options.now
    .round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    .add({ milliseconds: 1 })
  const to = earliest(midnight(options.to.add({ days: 1 })), now)
  if (!isBefore(from, to)) return null
  const buckets: Period[] = []
  for (let day = options.from; isBefore(midnight(day), to); day = startOfNext(day, options.bucket)) {
    if (buckets.length === MAX_BUCKETS) return null
    buckets.push({ start: midnight(day), end: earliest(midnight(startOfNext(day, options.bucket)), to) })
  }
  const length = to.epochMilliseconds - from.epochMilliseconds
  return { from, to, previousFrom: from.subtract({ milliseconds: length }), buckets }
}

function startOfNext(day: Temporal.PlainDate, bucket: Bucket): Temporal.PlainDate {
  switch (bucket) {
    case 'day':
      return day.add({ days: 1 })
    case 'week':
      return day.add({ days: 8 - day.dayOfWeek })
    case 'month':
      return day.with({ day: 1 }).add({ months: 1 })
    default:
      return bucket satisfies never
  }
}

function midnight(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime('UTC').toInstant()
}
