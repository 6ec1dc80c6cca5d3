import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { postEntry } from './post-entry.ts'
import { takeNumber } from './take-number.ts'

/**
 * Issues the document about money given back on an invoice, once per refund; without a refund it stays in the
 * customer's credit balance. Call it last in the transaction.
 */
export async function issueCreditNote(
  tx: Transaction,
  options: {
    invoiceId: string
    refundId: string | null
    amountMinor: bigint
    reason: string
    now: Temporal.Instant
  },
): Promise<{ number: string }> {
  const { refundId, reason, now } = options
  const issued = refundId ? await tx.creditNote.findUnique({ where: { refundId } }) : null
  if (issued) return { number: issued.number }
  const invoice = await tx.invoice.findUniqueOrThrow({ where: { id: options.invoiceId } })
  const { issuerId, customerId, currency } = invoice
  const taken = await takeNumber(tx, { issuerId, series: 'credit_note', now })
  const note = await tx.creditNote.create({
    data: {
      ...taken,
      issuerId,
      customerId,
      currency,
      invoiceId: invoice.id,
      refundId,
      reason,
      issuedAt: toDate(now),
      totalMinor: options.amountMinor,
    },
  })
  await postEntry(tx, {
    kind: 'credit_note',
    subjectId: note.id,
    customerId,
    debit: 'revenue',
    credit: 'customer_balance',
    amountMinor: options.amountMinor,
    currency,
    now,
  })
  return { number: note.number }
}
