import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { LinesCredit } from './credit-line-rules.ts'
import { postEntry } from './post-entry.ts'
import { settleInvoice } from './settle-invoice.ts'
import { takeNumber } from './take-number.ts'
import { taxOfCredit } from './tax-of-credit.ts'

/**
 * Issues the document about money given back on an invoice, once per refund; without a refund it stays in the
 * customer's credit balance. It says what of it is tax: the share of what remains of the invoice, or, where single lines
 * are credited, as they say. Call it last in the transaction.
 */
export async function issueCreditNote(
  tx: Transaction,
  options: {
    invoiceId: string
    refundId: string | null
    /** With its tax. */
    amountMinor: bigint
    /** Which lines it is about; then the tax is theirs. Without: the share of what remains. */
    credit?: LinesCredit
    /** What of it an unpaid invoice asks for less. */
    offsetMinor?: bigint
    reasonCode?: string
    reason: string
    now: Temporal.Instant
  },
): Promise<{ id: string; number: string }> {
  const { refundId, reason, credit, offsetMinor = 0n, now } = options
  const issued = refundId ? await tx.creditNote.findUnique({ where: { refundId } }) : null
  if (issued) return { id: issued.id, number: issued.number }
  const invoice = await tx.invoice.findUniqueOrThrow({ where: { id: options.invoiceId } })
  const { issuerId, customerId, currency } = invoice
  // Another credit on it would divide what remains a second time.
  await tx.$executeRaw`SELECT 1 FROM invoices WHERE id = ${invoice.id}::uuid FOR NO KEY UPDATE`
  const { taxMinor, components } = credit ?? (await taxOfCredit(tx, options))
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
      reasonCode: options.reasonCode ?? 'other',
      issuedAt: toDate(now),
      totalMinor: options.amountMinor,
      taxMinor,
      offsetMinor,
      taxes: { createMany: { data: components.map((component, position) => ({ ...component, position })) } },
      lines: {
        createMany: {
          data: (credit?.lines ?? []).map(({ lineId, netMinor, taxMinor }, position) => ({
            invoiceLineId: lineId,
            position,
            amountMinor: netMinor,
            taxMinor,
          })),
        },
      },
    },
  })
  await postEntry(tx, {
    kind: 'credit_note',
    subjectId: note.id,
    customerId,
    debit: 'revenue',
    // Nobody is owed what was never paid: then less is asked for.
    credit: offsetMinor > 0n ? 'receivable' : 'customer_balance',
    amountMinor: options.amountMinor,
    currency,
    now,
  })
  if (offsetMinor > 0n && (await isCredited(tx, invoice)))
    await settleInvoice(tx, { invoiceId: invoice.id, now })
  return { id: note.id, number: note.number }
}

/** Whether credit notes leave nothing to ask for. */
async function isCredited(tx: Transaction, invoice: { id: string; totalMinor: bigint }): Promise<boolean> {
  const notes = await tx.creditNote.findMany({
    where: { invoiceId: invoice.id },
    select: { offsetMinor: true },
  })
  return notes.reduce((left, note) => left - note.offsetMinor, invoice.totalMinor) <= 0n
}
