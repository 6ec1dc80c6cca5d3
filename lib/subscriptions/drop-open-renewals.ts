import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/**
 * A renewal of an add-on that nobody has paid yet is not wanted any more: money that still comes for it goes back. The
 * subscription must be locked by this transaction.
 */
export async function dropOpenRenewals(
  tx: Transaction,
  options: { subscriptionId: string; addonId: string | null; now: Temporal.Instant },
): Promise<void> {
  const { subscriptionId, addonId } = options
  const at = toDate(options.now)
  await tx.purchase.updateMany({
    where: { subscriptionId, userId: null, status: 'pending', quote: { lines: { every: { addonId } } } },
    data: { status: 'canceled', reason: 'It was canceled before it was paid', closedAt: at, updatedAt: at },
  })
}
