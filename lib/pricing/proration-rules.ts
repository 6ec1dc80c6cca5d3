import { earliest, latest } from '#lib/calendar/instants.ts'
import type { Period } from '#lib/calendar/periods.ts'

/** What one thing costs per period: minor units for one, and how many. */
type Billed = { unitAmountMinor: bigint; quantity: number }

/**
 * What a change in the middle of a billed period charges and credits where a provider prorates to the second. The whole
 * of what was is credited for the rest of the period and the whole of what will be is charged for it, never the
 * difference; each of the two is rounded down on its own. Minor units; the credit is negative or zero. An instant
 * outside of the period counts as its nearer end.
 */
export function prorate(options: {
  before: Billed | null
  after: Billed | null
  period: Period
  at: Temporal.Instant
}): { creditMinor: bigint; chargeMinor: bigint } {
  const { before, after, period, at } = options
  const length = secondsOf(period.end) - secondsOf(period.start)
  if (length <= 0n) throw new RangeError('a period ends after it starts')
  const from = latest(period.start, earliest(at, period.end))
  const rest = secondsOf(period.end) - secondsOf(from)
  const part = (billed: Billed | null) =>
    billed ? billed.unitAmountMinor * BigInt(billed.quantity) * rest : 0n
  return { creditMinor: divideDown(-part(before), length), chargeMinor: divideDown(part(after), length) }
}

function secondsOf(instant: Temporal.Instant): bigint {
  return BigInt(Math.floor(instant.epochMilliseconds / 1000))
}

/** Division rounded towards minus infinity; the divisor is positive. */
function divideDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  return dividend % divisor < 0n ? quotient - 1n : quotient
}
