import type { Prisma } from '#prisma/generated/client.ts'

/** What is read of an invoice, to show it as a document. */
export const INVOICE_TO_SHOW = {
  issuer: { select: { timeZone: true } },
  purchase: { select: { paidAt: true } },
  orders: { where: { paidByPaymentId: { not: null } }, select: { closedAt: true } },
  lines: { orderBy: { position: 'asc' }, include: { taxes: { orderBy: { position: 'asc' } } } },
  creditNotes: { select: { offsetMinor: true } },
} as const satisfies Prisma.InvoiceInclude

/** As `INVOICE_TO_SHOW`, of a credit note. */
export const CREDIT_NOTE_TO_SHOW = {
  taxes: { orderBy: { position: 'asc' } },
  refund: { select: { status: true } },
  lines: { orderBy: { position: 'asc' }, include: { invoiceLine: true } },
  invoice: { include: { lines: { orderBy: { position: 'asc' } } } },
} as const satisfies Prisma.CreditNoteInclude

/** An invoice with all that its document says. */
export type InvoiceToShow = Prisma.InvoiceGetPayload<{ include: typeof INVOICE_TO_SHOW }>

/** A credit note with all that its document says. */
export type CreditNoteToShow = Prisma.CreditNoteGetPayload<{ include: typeof CREDIT_NOTE_TO_SHOW }>
