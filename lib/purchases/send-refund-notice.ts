import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'

/** Tells the buyer, by mail and on the billing page, that money came too late and goes back. Once per purchase. */
export async function sendRefundNotice(
  tx: Transaction,
  options: { purchaseId: string; because: string; now: Temporal.Instant },
): Promise<void> {
  const purchase = await tx.purchase.findUniqueOrThrow({
    where: { id: options.purchaseId },
    include: { user: true, customer: true, quote: { include: { lines: { orderBy: { position: 'asc' } } } } },
  })
  for (const channel of ['email', 'in_app'] as const) {
    await enqueueMessage(tx, {
      dedupeKey: `refund:${purchase.id}:${channel}`,
      customerId: purchase.customerId,
      channel,
      recipient: purchase.user?.email ?? purchase.customer.email,
      template: 'payment-refunded',
      data: {
        description: purchase.quote.lines.map((line) => line.description).join(', '),
        amountMinor: purchase.amountMinor.toString(),
        currency: purchase.currency,
        reason: `${options.because}.`,
      },
      now: options.now,
    })
  }
}
