import type { Recurring } from '../objects/catalog.ts'
import type { Period } from '../objects/invoice.ts'

/**
 * The period that begins at `start`, on the anchor's calendar: a boundary is the anchor plus whole intervals in UTC,
 * on the last day of a month that is too short (31 Jan, 28 Feb, 31 Mar). Unix seconds.
 */
export function periodFrom(input: {
  readonly anchor: number
  readonly recurring: Pick<Recurring, 'interval' | 'interval_count'>
  readonly start: number
}): Period {
  const { anchor, start } = input
  let intervals = 1
  // From the anchor each time, so that a short month does not move the ones after it.
  while (boundary(input, intervals) <= start) intervals += 1
  return { start: Math.max(start, anchor), end: boundary(input, intervals) }
}

function boundary(
  {
    anchor,
    recurring,
  }: { readonly anchor: number; readonly recurring: Pick<Recurring, 'interval' | 'interval_count'> },
  intervals: number,
): number {
  const amount = intervals * recurring.interval_count
  const at = Temporal.Instant.fromEpochMilliseconds(anchor * 1000).toZonedDateTimeISO('UTC')
  return Math.floor(at.add({ [`${recurring.interval}s`]: amount }).epochMilliseconds / 1000)
}
