import { database } from '#lib/db/client.ts'
import { dueOf } from '#lib/invoice-orders/due-rules.ts'
import { smallerOf } from '#lib/money/money.ts'
import { creditableOf } from '#lib/one-time/credit-of-lines.ts'
import { type CreditStanding, loadCreditStanding } from '#lib/one-time/credit-standing.ts'
import type { InvoiceDeskLine, InvoiceDeskNote, InvoiceDetail } from './invoice-desk-schemas.ts'
import { loadInvoices } from './invoices-table.ts'

/** An invoice with its credit notes, and what staff can still do with it. Throws `invoice_not_found`. */
export async function findInvoice(id: string): Promise<InvoiceDetail> {
  const standing = await loadCreditStanding(database(), id)
  const { invoice, payment, keepsBalance } = standing
  const [row] = await loadInvoices({ ids: [id] })
  if (!row) throw new Error(`invoice ${id} has no row`)
  const creditable = await creditableOf(database(), standing)
  const isVoid = invoice.voidedAt !== null
  const isPaid = invoice.paymentStatus === 'succeeded'
  return {
    ...row,
    dueMinor: Number(dueOf(invoice)),
    lines: linesOf(standing, isVoid ? 0n : creditable.netMinor),
    creditNotes: await loadNotes(id),
    creditableMinor: isVoid ? 0 : Number(creditable.totalMinor),
    refundableMinor: Number(payment?.refundableMinor ?? 0n),
    keepsBalance,
    canVoid: !isVoid && !isPaid && invoice.creditNotes.length === 0,
  }
}

/** Credits of the invoice as a whole take from its lines in their order. */
function linesOf({ invoice }: CreditStanding, creditableNetMinor: bigint): InvoiceDeskLine[] {
  let left = creditableNetMinor
  return invoice.lines.map(({ id, description, netMinor, taxMinor, credited }) => {
    const open = credited.reduce((sum, { amountMinor }) => sum - amountMinor, netMinor)
    const creditable = smallerOf(open, left)
    left -= creditable
    return {
      ...{ id, description },
      netMinor: Number(netMinor),
      taxMinor: Number(taxMinor),
      creditableMinor: Number(creditable),
    }
  })
}

async function loadNotes(invoiceId: string): Promise<InvoiceDeskNote[]> {
  const notes = await database().creditNote.findMany({
    where: { invoiceId },
    include: { refund: { select: { status: true } } },
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  })
  return notes.map((note) => ({
    id: note.id,
    number: note.number,
    issuedAt: note.issuedAt.toISOString(),
    reason: note.reason,
    totalMinor: Number(note.totalMinor),
    went: wentOf(note),
  }))
}

/** A refund that failed leaves its amount in the balance. */
function wentOf(note: {
  offsetMinor: bigint
  refund: { status: 'pending' | 'processed' | 'failed' } | null
}): InvoiceDeskNote['went'] {
  if (note.offsetMinor > 0n) return 'offset'
  if (note.refund?.status === 'processed') return 'refunded'
  return note.refund?.status === 'pending' ? 'refunding' : 'balance'
}
