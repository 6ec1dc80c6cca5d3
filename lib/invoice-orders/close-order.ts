import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { PurchaseStatus } from '#lib/purchases/purchase-rules.ts'

/** Ends an open order without a payment. Does nothing to one that is closed. */
export async function closeOrder(
  tx: DatabaseOrTransaction,
  options: {
    id: string
    status: Extract<PurchaseStatus, 'failed' | 'canceled' | 'superseded'>
    reason: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { id, status, reason } = options
  const at = toDate(options.now)
  await tx.invoiceOrder.updateMany({
    where: { id, status: 'pending' },
    data: { status, reason, payUrl: null, closedAt: at, updatedAt: at },
  })
}
