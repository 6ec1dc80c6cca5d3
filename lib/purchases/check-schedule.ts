import { isBefore } from '#lib/calendar/instants.ts'
import type { PurchaseStatus } from './purchase-rules.ts'

/** Minutes after a purchase at which the provider is asked about it, in case no message came (invariant 5). */
const OPEN = [1, 3, 7, 15, 30]
/** Banks may authorize days late; after this long the provider has given the money back itself. */
const CLOSED = [60, 6 * 60, 24 * 60, 3 * 24 * 60, 4 * 24 * 60]
const REFUNDING = { hours: 1 }

/** When to ask again, or null when there is nothing left to hear. */
export function nextCheck(
  purchase: { status: PurchaseStatus; createdAt: Temporal.Instant },
  at: Temporal.Instant,
): Temporal.Instant | null {
  switch (purchase.status) {
    case 'pending':
    case 'failed':
    case 'expired':
    case 'canceled':
    case 'superseded': {
      const checks = [...OPEN, ...CLOSED].map((minutes) => purchase.createdAt.add({ minutes }))
      return checks.find((check) => isBefore(at, check)) ?? null
    }
    case 'paid':
      return at.add(REFUNDING)
    case 'fulfilled':
    case 'refunded':
      return null
    default:
      return purchase.status satisfies never
  }
}
