import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { loadInvoice, type StoredInvoice } from './load-invoices.ts'
import { lockInvoice } from './lock-invoice.ts'
import { reverseEntry } from './reverse-entry.ts'

/**
 * Withdraws an invoice nobody has paid: it stays in the book with its number, and asks for nothing any more. Doing it
 * again changes nothing. Throws `invoice_not_found`, and `not_voidable` for one that is paid or was credited: that is
 * corrected by credit notes.
 *
 * @param options.userId the member of staff who does it
 */
export async function voidInvoice(
  tx: Transaction,
  options: { id: string; userId: string; requestId: string; now: Temporal.Instant },
): Promise<StoredInvoice> {
  const { userId, requestId, now } = options
  const invoice = await lockInvoice(tx, options.id)
  if (invoice.voidedAt !== null) return invoice
  if (invoice.paymentStatus === 'succeeded' || invoice.creditNotes.length > 0) {
    throw new DomainError({
      kind: 'refused',
      code: 'not_voidable',
      detail: 'Only an invoice that is neither paid nor credited can be voided. Issue a credit note instead.',
    })
  }
  const { id: subjectId, customerId, number } = invoice
  await tx.invoice.update({ where: { id: subjectId }, data: { voidedAt: toDate(now) } })
  await reverseEntry(tx, { subjectId, booked: 'invoice', as: 'void', now })
  const entry = { actor: `user:${userId}`, action: 'invoice.voided', subject: `invoice:${subjectId}` }
  await recordAudit(tx, { ...entry, customerId, requestId, data: { number }, now })
  return loadInvoice(tx, subjectId)
}
