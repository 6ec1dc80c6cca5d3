import type { PlanEntity, PlanPeriod } from './subscription-entities.ts'

/** Cycles begin at midnight where Razorpay is; only the first may begin at any moment. */
const zone = 'Asia/Kolkata'

const hundredYears: Readonly<Record<PlanPeriod, number>> = {
  daily: 36_500,
  weekly: 5200,
  monthly: 1200,
  quarterly: 400,
  yearly: 100,
}

type Rhythm = Pick<PlanEntity, 'period' | 'interval'>

/**
 * Unix seconds at which a cycle begins, counted from 0. Months are counted from the day of the first: 31 January is
 * followed by 28 February and 31 March.
 */
export function cycleStart(input: {
  readonly startAt: number
  readonly plan: Rhythm
  readonly cycle: number
}): number {
  const { startAt, plan, cycle } = input
  if (cycle === 0) return startAt
  const firstDay = Temporal.Instant.fromEpochMilliseconds(startAt * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const day = firstDay.add(lengthOf(plan, cycle))
  return Math.floor(day.toZonedDateTime({ timeZone: zone }).epochMilliseconds / 1000)
}

function lengthOf({ period, interval }: Rhythm, cycles: number): Temporal.DurationLike {
  const count = interval * cycles
  switch (period) {
    case 'daily':
      return { days: count }
    case 'weekly':
      return { weeks: count }
    case 'monthly':
      return { months: count }
    case 'quarterly':
      return { months: 3 * count }
    case 'yearly':
      return { years: count }
    default:
      return period satisfies never
  }
}

/** How many cycles a subscription may have at most: a hundred years of them. */
export function mostCycles({ period, interval }: Rhythm): number {
  return Math.floor(hundredYears[period] / interval)
}

/** "every month", "every 3 months". */
export function rhythmInWords({ period, interval }: Rhythm): string {
  const units = { daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter', yearly: 'year' }
  return interval === 1 ? `every ${units[period]}` : `every ${interval} ${units[period]}s`
}
