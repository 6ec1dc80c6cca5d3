import type { Transaction } from '#lib/db/client.ts'
import { lockInvoice } from './lock-invoice.ts'
import { postEntry } from './post-entry.ts'

/**
 * Marks an invoice as paid out of the customer's balance, into which what paid it was booked: all it asks for, less
 * what was credited on it. Does nothing when it is paid already. Throws for a void one, which asks for nothing.
 */
export async function settleInvoice(
  tx: Transaction,
  options: { invoiceId: string; now: Temporal.Instant },
): Promise<void> {
  const { id, customerId, currency, ...invoice } = await lockInvoice(tx, options.invoiceId)
  if (invoice.paymentStatus === 'succeeded') return
  if (invoice.voidedAt !== null) throw new Error(`invoice ${invoice.number} is void: it cannot be paid`)
  await tx.invoice.update({ where: { id }, data: { paymentStatus: 'succeeded' } })
  const offset = invoice.creditNotes.reduce((sum, note) => sum + note.offsetMinor, 0n)
  await postEntry(tx, {
    kind: 'settlement',
    subjectId: id,
    customerId,
    debit: 'customer_balance',
    credit: 'receivable',
    amountMinor: invoice.totalMinor - offset,
    currency,
    now: options.now,
  })
}
