import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { INVOICE_PARTS } from './load-invoices.ts'

const INCLUDE = {
  issuer: { select: { code: true } },
  refund: { select: { status: true, amountMinor: true } },
  taxes: { orderBy: { position: 'asc' } },
  lines: { orderBy: { position: 'asc' }, include: { invoiceLine: { include: INVOICE_PARTS.lines.include } } },
  invoice: { include: INVOICE_PARTS },
} as const satisfies Prisma.CreditNoteInclude

/** A credit note with everything that is said on it, and the invoice it is about. */
export type StoredCreditNote = Prisma.CreditNoteGetPayload<{ include: typeof INCLUDE }> & {
  /** What of it is still in the customer's credit balance. The oldest credit is used first. */
  balanceMinor: bigint
}

/** What a list of credit notes is narrowed to. Days are the issuer's. */
export type CreditNoteFilter = {
  externalCustomerId?: string | undefined
  invoiceNumber?: string | undefined
  reasonCode?: string | undefined
  issuedFrom?: string | undefined
  issuedTo?: string | undefined
}

/** One credit note of the book. Throws `credit_note_not_found`; what is no id is none. */
export async function loadCreditNote(db: DatabaseOrTransaction, id: string): Promise<StoredCreditNote> {
  const found = isUuid(id) ? await db.creditNote.findUnique({ where: { id }, include: INCLUDE }) : null
  const [note] = found ? await withBalances(db, [found]) : []
  if (note) return note
  const detail = 'There is no such credit note.'
  throw new DomainError({ kind: 'not_found', code: 'credit_note_not_found', detail })
}

/** Credit notes of all customers, the newest first, a page at a time, and how many there are. */
export async function listCreditNotes(
  db: DatabaseOrTransaction,
  options: { filter: CreditNoteFilter; page: number; perPage: number },
): Promise<{ notes: StoredCreditNote[]; total: number }> {
  const { filter, page, perPage } = options
  const where: Prisma.CreditNoteWhereInput = {
    ...(filter.externalCustomerId === undefined
      ? {}
      : { customer: { externalId: filter.externalCustomerId } }),
    ...(filter.invoiceNumber === undefined ? {} : { invoice: { number: filter.invoiceNumber } }),
    ...(filter.reasonCode === undefined ? {} : { reasonCode: filter.reasonCode }),
    issueDate: {
      ...(filter.issuedFrom === undefined ? {} : { gte: new Date(filter.issuedFrom) }),
      ...(filter.issuedTo === undefined ? {} : { lte: new Date(filter.issuedTo) }),
    },
  }
  const rows = await db.creditNote.findMany({
    where,
    include: INCLUDE,
    orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * perPage,
    take: perPage,
  })
  return { notes: await withBalances(db, rows), total: await db.creditNote.count({ where }) }
}

/** What a note gave to the balance is there as far as the balance is larger than what newer notes gave to it. */
async function withBalances<Note extends { id: string }>(
  db: DatabaseOrTransaction,
  notes: readonly Note[],
): Promise<(Note & { balanceMinor: bigint })[]> {
  const ids = notes.map(({ id }) => id)
  const rows = await db.$queryRaw<{ id: string; balance: string }[]>`
    WITH asked AS (SELECT DISTINCT customer_id, currency FROM credit_notes WHERE id = ANY (${ids}::uuid[])),
    given AS (
      SELECT n.id, n.customer_id, n.currency, n.issued_at,
        n.total_minor - n.offset_minor - coalesce(r.amount_minor, 0) AS credit
      FROM credit_notes n JOIN asked USING (customer_id, currency)
      LEFT JOIN refunds r ON r.id = n.refund_id AND r.status <> 'failed'),
    stacked AS (
      SELECT given.*, sum(credit) OVER (PARTITION BY customer_id, currency ORDER BY issued_at DESC, id DESC) AS up_to
      FROM given),
    owed AS (
      SELECT e.customer_id, p.currency, -sum(p.amount_minor) AS balance
      FROM journal_entries e JOIN journal_postings p ON p.entry_id = e.id AND p.account = 'customer_balance'
      JOIN asked a ON a.customer_id = e.customer_id AND a.currency = p.currency
      GROUP BY e.customer_id, p.currency)
    SELECT s.id, greatest(least(coalesce(o.balance, 0) - (s.up_to - s.credit), s.credit), 0)::text AS balance
    FROM stacked s LEFT JOIN owed o USING (customer_id, currency) WHERE s.id = ANY (${ids}::uuid[])
    ORDER BY array_position(${ids}::uuid[], s.id)`
  return rows.flatMap(({ id, balance }) =>
    notes.flatMap((note) => (note.id === id ? [{ ...note, balanceMinor: BigInt(balance) }] : [])),
  )
}
