import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'

type Order = {
  id: string
  customerId: string
  userId: string
  amountMinor: bigint
  currency: string
  invoice: { id: string; number: string; issuer: { timeZone: string } }
}

/** The mail that an invoice is paid, with its PDF, to who paid it. */
export async function sendPaidInvoice(
  tx: Transaction,
  options: { order: Order; now: Temporal.Instant },
): Promise<void> {
  const { order, now } = options
  const { customerId, currency, invoice } = order
  await enqueueMessage(tx, {
    dedupeKey: `invoice-paid:${invoice.id}`,
    customerId,
    channel: 'email',
    recipient: await emailOf(tx, order),
    template: 'invoice-paid',
    data: {
      invoiceId: invoice.id,
      number: invoice.number,
      amountMinor: order.amountMinor.toString(),
      currency,
      paidAt: now.toString(),
      timeZone: invoice.issuer.timeZone,
    },
    now,
  })
}

/** Tells who paid, by mail and on the billing page, that the money goes back, and why. */
export async function sendReturnedPayment(
  tx: Transaction,
  options: { order: Order; because: string; now: Temporal.Instant },
): Promise<void> {
  const { order, because, now } = options
  const { id, customerId, currency, invoice } = order
  const amountMinor = order.amountMinor.toString()
  const recipient = await emailOf(tx, order)
  for (const channel of ['email', 'in_app'] as const) {
    await enqueueMessage(tx, {
      dedupeKey: `refund:${id}:${channel}`,
      customerId,
      channel,
      recipient,
      template: 'payment-refunded',
      data: { description: `invoice ${invoice.number}`, amountMinor, currency, reason: `${because}.` },
      now,
    })
  }
}

async function emailOf(tx: Transaction, { userId }: Order): Promise<string> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } })
  return email
}
