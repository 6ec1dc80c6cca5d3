import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'
import { issuerOn } from './document-parties.ts'

/**
 * The mail with a credit note, once: what it is about, and where the money goes. Whoever took it back through the bank
 * knows that.
 */
export async function sendCreditNote(
  tx: Transaction,
  options: { creditNoteId: string; now: Temporal.Instant },
): Promise<void> {
  const { creditNoteId, now } = options
  const note = await tx.creditNote.findUniqueOrThrow({
    where: { id: creditNoteId },
    include: { customer: { select: { email: true } }, invoice: true, refund: true },
  })
  const { customerId, number, totalMinor, offsetMinor, currency, invoice, refund } = note
  if (refund?.cause === 'dispute') return
  await enqueueMessage(tx, {
    dedupeKey: `credit-note:${creditNoteId}`,
    customerId,
    channel: 'email',
    recipient: note.customer.email,
    template: 'credit-note-issued',
    data: {
      creditNoteId,
      number,
      invoiceNumber: invoice.number,
      issuer: issuerOn(invoice.issuerSnapshot).name,
      totalMinor: totalMinor.toString(),
      refundMinor: (refund?.amountMinor ?? 0n).toString(),
      offsetMinor: offsetMinor.toString(),
      currency,
    },
    now,
  })
}
