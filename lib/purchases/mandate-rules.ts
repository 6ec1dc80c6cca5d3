import { isBefore } from '#lib/calendar/instants.ts'
import type { Agreement, HeldLine } from '#lib/subscriptions/holdings.ts'
import { quantityAt } from '#lib/subscriptions/term-rules.ts'
import { RESHAPE_AHEAD } from './wish-rules.ts'

/** What has to be done about an approval so that the right thing is charged next. */
export type NextCharge =
  | { action: 'keep' }
  | { action: 'end' }
  | { action: 'change'; quantity: number }
  /** It ends with the period; until shortly before, that can be undone. */
  | { action: 'wait'; until: Temporal.Instant }

const A_DAY = { hours: 24 }

/** How many of a line go on when what is paid ends: what was wished for, or as many as are held then. */
export function renewingQuantity(line: HeldLine): number {
  if (line.nextQuantity !== null) return line.nextQuantity
  if (line.endsAt === null) return 0
  const paid = line.terms.map((term) => ({ ...term, graceEndsAt: null }))
  return quantityAt(paid, line.endsAt.subtract({ milliseconds: 1 }))
}

/**
 * What an approval shall be charged next. One that nobody has approved yet ends by itself. Where a charge has failed,
 * what it is for does not change, and paying it restores what was held; when its period is over, too, nothing more
 * shall be charged.
 */
export function nextCharge(options: {
  agreement: Agreement
  line: HeldLine
  at: Temporal.Instant
}): NextCharge {
  const { agreement, line, at } = options
  const { status, quantity } = agreement
  if (status === 'pending' || status === 'canceled') return { action: 'keep' }
  const heldLater = line.terms.some((term) => term.withdrawnAt === null && isBefore(at, term.startsAt))
  if (line.cancelAtPeriodEnd && line.endsAt) {
    const until = line.endsAt.subtract(RESHAPE_AHEAD)
    return isBefore(at, until) ? { action: 'wait', until } : { action: 'end' }
  }
  if (quantityAt(line.terms, at) === 0 && !heldLater) {
    const restorable = agreement.open !== null && line.canceledAt === null
    return restorable ? { action: 'wait', until: at.add(A_DAY) } : { action: 'end' }
  }
  const wanted = renewingQuantity(line)
  const same = wanted === quantity || wanted === 0
  return status !== 'active' || same ? { action: 'keep' } : { action: 'change', quantity: wanted }
}
