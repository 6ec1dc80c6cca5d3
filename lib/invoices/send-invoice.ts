import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'
import { issuerOn } from './document-parties.ts'

/** The mail with an invoice that waits to be paid, once. What asks for nothing is not sent. */
export async function sendInvoice(
  tx: Transaction,
  options: { invoiceId: string; now: Temporal.Instant },
): Promise<void> {
  const { invoiceId, now } = options
  const invoice = await tx.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    include: { customer: { select: { email: true } } },
  })
  const { customerId, number, totalMinor, currency } = invoice
  if (invoice.paymentStatus === 'succeeded') return
  await enqueueMessage(tx, {
    dedupeKey: `invoice:${invoiceId}`,
    customerId,
    channel: 'email',
    recipient: invoice.customer.email,
    template: 'invoice-issued',
    data: {
      invoiceId,
      number,
      issuer: issuerOn(invoice.issuerSnapshot).name,
      totalMinor: totalMinor.toString(),
      currency,
    },
    now,
  })
}
