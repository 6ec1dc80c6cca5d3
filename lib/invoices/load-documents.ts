import { asCustomer } from '#lib/db/as-customer.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { documentOfCreditNote } from './document-of-credit-note.ts'
import { documentOfInvoice } from './document-of-invoice.ts'
import type { BillingDocument } from './schemas.ts'

const INVOICE = {
  issuer: { select: { timeZone: true } },
  purchase: { select: { paidAt: true } },
  orders: { where: { paidByPaymentId: { not: null } }, select: { closedAt: true } },
  lines: { orderBy: { position: 'asc' }, include: { taxes: { orderBy: { position: 'asc' } } } },
  creditNotes: { select: { offsetMinor: true } },
} as const satisfies Prisma.InvoiceInclude

const CREDIT_NOTE = {
  taxes: { orderBy: { position: 'asc' } },
  refund: { select: { status: true } },
  lines: { orderBy: { position: 'asc' }, include: { invoiceLine: true } },
  invoice: { include: { lines: { orderBy: { position: 'asc' } } } },
} as const satisfies Prisma.CreditNoteInclude

/** An invoice with all that its document says. */
export type InvoiceToShow = Prisma.InvoiceGetPayload<{ include: typeof INVOICE }>

/** A credit note with all that its document says. */
export type CreditNoteToShow = Prisma.CreditNoteGetPayload<{ include: typeof CREDIT_NOTE }>

type Wanted = {
  kind: BillingDocument['kind']
  id: string
  /** Whose it has to be; without, anybody's. */
  customerId?: string
}

/**
 * The document with this id as a person reads it. Throws `invoice_not_found` and `credit_note_not_found`, also for one
 * of another customer and for what is no id.
 */
export async function loadDocument(db: DatabaseOrTransaction, wanted: Wanted): Promise<BillingDocument> {
  const { kind, id, customerId } = wanted
  const where = { id, ...(customerId === undefined ? {} : { customerId }) }
  if (kind === 'invoice') {
    const found = isUuid(id) ? await db.invoice.findUnique({ where, include: INVOICE }) : null
    if (found) return documentOfInvoice(found)
    throw notFound('invoice_not_found', 'There is no such invoice.')
  }
  const found = isUuid(id) ? await db.creditNote.findUnique({ where, include: CREDIT_NOTE }) : null
  if (found) return documentOfCreditNote(found)
  throw notFound('credit_note_not_found', 'There is no such credit note.')
}

/** As `loadDocument`, for its customer, behind the second wall. */
export async function findOwnDocument(wanted: Wanted & { customerId: string }): Promise<BillingDocument> {
  return asCustomer(wanted.customerId, (tx) => loadDocument(tx, wanted))
}

function notFound(code: string, detail: string): DomainError {
  return new DomainError({ kind: 'not_found', code, detail })
}
