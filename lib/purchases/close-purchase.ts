import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { PurchaseStatus } from './purchase-rules.ts'

/** Closes a purchase that nobody has paid, unless it has gone on meanwhile. */
export async function closePurchase(
  tx: Transaction,
  options: {
    purchaseId: string
    status: Extract<PurchaseStatus, 'failed' | 'expired' | 'canceled' | 'superseded'>
    reason: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { status, reason } = options
  const at = toDate(options.now)
  await tx.purchase.updateMany({
    where: { id: options.purchaseId, status: 'pending' },
    data: { status, reason, closedAt: at, updatedAt: at },
  })
}
