import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** What is read of an invoice, to show it. */
export const INVOICE_PARTS = {
  customer: { select: { id: true, externalId: true } },
  issuer: { select: { code: true, timeZone: true } },
  lines: {
    orderBy: { position: 'asc' },
    include: { taxes: { orderBy: { position: 'asc' } }, credited: { select: { amountMinor: true } } },
  },
  creditNotes: { select: { id: true, number: true, totalMinor: true, offsetMinor: true } },
} as const satisfies Prisma.InvoiceInclude

/** An invoice with everything that is said on it, as it stands in the book. */
export type StoredInvoice = Prisma.InvoiceGetPayload<{ include: typeof INVOICE_PARTS }>

/** What a list of invoices is narrowed to. Days are the issuer's. */
export type InvoiceFilter = {
  externalCustomerId?: string | undefined
  isVoided?: boolean | undefined
  paymentStatus?: StoredInvoice['paymentStatus'] | undefined
  issuedFrom?: string | undefined
  issuedTo?: string | undefined
}

/** One invoice of the book. Throws `invoice_not_found`; what is no id is none. */
export async function loadInvoice(db: DatabaseOrTransaction, id: string): Promise<StoredInvoice> {
  const found = isUuid(id) ? await db.invoice.findUnique({ where: { id }, include: INVOICE_PARTS }) : null
  if (found) return found
  throw new DomainError({ kind: 'not_found', code: 'invoice_not_found', detail: 'There is no such invoice.' })
}

/** Invoices of all customers, the newest first, a page at a time, and how many there are. */
export async function listInvoices(
  db: DatabaseOrTransaction,
  options: { filter: InvoiceFilter; page: number; perPage: number },
): Promise<{ invoices: StoredInvoice[]; total: number }> {
  const { filter, page, perPage } = options
  const { externalCustomerId, isVoided, paymentStatus, issuedFrom, issuedTo } = filter
  const where: Prisma.InvoiceWhereInput = {
    ...(externalCustomerId === undefined ? {} : { customer: { externalId: externalCustomerId } }),
    ...(isVoided === undefined ? {} : { voidedAt: isVoided ? { not: null } : null }),
    ...(paymentStatus === undefined ? {} : { paymentStatus }),
    issueDate: {
      ...(issuedFrom === undefined ? {} : { gte: new Date(issuedFrom) }),
      ...(issuedTo === undefined ? {} : { lte: new Date(issuedTo) }),
    },
  }
  const invoices = await db.invoice.findMany({
    where,
    include: INVOICE_PARTS,
    orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * perPage,
    take: perPage,
  })
  return { invoices, total: await db.invoice.count({ where }) }
}
