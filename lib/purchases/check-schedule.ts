import { isBefore } from '#lib/calendar/instants.ts'
import type { PurchaseStatus } from './purchase-rules.ts'

/** Minutes after a purchase at which the provider is asked about it, in case no message came (invariant 5). */
const OPEN = [1, 3, 7, 15, 22, 29, 30]
/** Banks may authorize days late; after this long the provider has given the money back itself. */
const CLOSED = [60, 6 * 60, 24 * 60, 3 * 24 * 60, 4 * 24 * 60]
/** A payer may have paid a second time: that, too, can be late. */
const SETTLED = [24 * 60, 4 * 24 * 60]
const REFUNDING = { hours: 1 }

/** When to ask again, or null when there is nothing left to hear. */
export function nextCheck(
  purchase: { status: PurchaseStatus; createdAt: Temporal.Instant },
  at: Temporal.Instant,
): Temporal.Instant | null {
  const firstAfter = (minutes: readonly number[]) =>
    minutes.map((count) => purchase.createdAt.add({ minutes: count })).find((check) => isBefore(at, check)) ??
    null
  switch (purchase.status) {
    case 'pending':
    case 'failed':
    case 'expired':
    case 'canceled':
    case 'superseded':
      return firstAfter([...OPEN, ...CLOSED])
    case 'paid':
      return at.add(REFUNDING)
    case 'fulfilled':
    case 'refunded':
      return firstAfter(SETTLED)
    default:
      return purchase.status satisfies never
  }
}
