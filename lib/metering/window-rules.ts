import { dayAround, monthAround, type Period } from '#lib/calendar/periods.ts'
import type { Feature } from '#lib/catalog/catalog.ts'

/** Where what is used is written down, and when it starts over (null: never). UTC instants. */
export type UsageWindow = { start: Temporal.Instant; resetsAt: Temporal.Instant | null }

/** A gauge has one window, which never ends. */
const ALWAYS: UsageWindow = { start: Temporal.Instant.fromEpochMilliseconds(0), resetsAt: null }

/**
 * The window a feature's use counts in at an instant: the calendar day in the issuer's zone, the month counted from
 * the subscription's anchor, or always.
 */
export function windowOf(options: {
  feature: Pick<Feature, 'kind' | 'window'>
  anchor: Temporal.Instant
  at: Temporal.Instant
  timeZone: string
}): UsageWindow {
  const { feature, anchor, at, timeZone } = options
  if (feature.kind !== 'counter') return ALWAYS
  switch (feature.window) {
    case 'day':
      return fromPeriod(dayAround(at, timeZone))
    case 'month':
      return fromPeriod(monthAround({ anchor, at, timeZone }))
    case 'none':
      return ALWAYS
    default:
      throw feature.window satisfies never
  }
}

function fromPeriod({ start, end }: Period): UsageWindow {
  return { start, resetsAt: end }
}
