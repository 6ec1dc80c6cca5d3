import { asCustomer } from '#lib/db/as-customer.ts'
import type { Transaction } from '#lib/db/client.ts'
import { stampOf } from './document-of-invoice.ts'
import type { DocumentSummary } from './schemas.ts'

type Page = { customerId: string; page: number; perPage: number }

/** A customer's invoices and credit notes, the newest first, a page at a time. */
export async function listOwnDocuments(
  options: Page,
): Promise<{ documents: DocumentSummary[]; hasMore: boolean }> {
  return asCustomer(options.customerId, async (tx) => {
    const rows = await loadPage(tx, options)
    const ids = rows.slice(0, options.perPage).map(({ id }) => id)
    const found = [...(await summarizeInvoices(tx, ids)), ...(await summarizeCreditNotes(tx, ids))]
    return {
      documents: ids.flatMap((id) => found.filter((document) => document.id === id)),
      hasMore: rows.length > options.perPage,
    }
  })
}

function loadPage(tx: Transaction, { customerId, page, perPage }: Page): Promise<{ id: string }[]> {
  // A credit note of the same instant came after its invoice.
  return tx.$queryRaw`
    SELECT id FROM (
      SELECT id, issued_at, 'invoice' AS kind FROM invoices WHERE customer_id = ${customerId}::uuid
      UNION ALL
      SELECT id, issued_at, 'credit_note' FROM credit_notes WHERE customer_id = ${customerId}::uuid) documents
    ORDER BY issued_at DESC, kind, id DESC
    LIMIT ${perPage + 1} OFFSET ${(page - 1) * perPage}`
}

async function summarizeInvoices(tx: Transaction, ids: string[]): Promise<DocumentSummary[]> {
  const invoices = await tx.invoice.findMany({
    where: { id: { in: ids } },
    include: {
      lines: { orderBy: { position: 'asc' }, select: { description: true } },
      creditNotes: { select: { offsetMinor: true } },
    },
  })
  return invoices.map((invoice) => {
    const status = stampOf(invoice)
    const offset = invoice.creditNotes.reduce((sum, note) => sum + note.offsetMinor, 0n)
    return {
      ...common(invoice),
      kind: 'invoice',
      description: inShort(invoice.lines.map((line) => line.description)),
      status,
      dueMinor: (status === 'unpaid' ? invoice.totalMinor - offset : 0n).toString(),
      invoiceNumber: null,
    }
  })
}

async function summarizeCreditNotes(tx: Transaction, ids: string[]): Promise<DocumentSummary[]> {
  const notes = await tx.creditNote.findMany({
    where: { id: { in: ids } },
    include: { refund: { select: { status: true } }, invoice: { select: { number: true } } },
  })
  return notes.map((note) => ({
    ...common(note),
    kind: 'credit_note',
    description: note.reason,
    status: whereItIs(note),
    dueMinor: '0',
    invoiceNumber: note.invoice.number,
  }))
}

function common(row: { id: string; number: string; issueDate: Date; currency: string; totalMinor: bigint }) {
  const { id, number, currency, totalMinor } = row
  const issueDate = row.issueDate.toISOString().slice(0, 10)
  return { id, number, issueDate, currency, totalMinor: totalMinor.toString() }
}

function inShort(descriptions: string[]): string {
  const [first = '', ...rest] = descriptions
  return rest.length === 0 ? first : `${first} and ${rest.length} more`
}

function whereItIs(note: {
  offsetMinor: bigint
  refund: { status: string } | null
}): DocumentSummary['status'] {
  if (note.offsetMinor > 0n) return 'offset'
  if (note.refund === null) return 'balance'
  return note.refund.status === 'processed' ? 'refunded' : 'refunding'
}
