import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type InvoiceRow, invoiceRow, invoiceState } from './invoice-schemas.ts'
import {
  type AdminTable,
  containing,
  dayFilters,
  equalId,
  searchFilter,
  tableQuery,
  within,
} from './table.ts'

const query = tableQuery({
  sorts: ['issued', 'number', 'total'],
  sort: '-issued',
  filters: {
    q: searchFilter,
    state: invoiceState.optional(),
    customer: z.uuid().optional(),
    ...dayFilters,
  },
})

/** The invoice book, of every issuer. */
export const invoicesTable: AdminTable<z.output<typeof query>, InvoiceRow> = {
  name: 'invoices',
  row: invoiceRow,
  query,
  id: Prisma.sql`i.id`,
  from: Prisma.sql`invoices i JOIN customers c ON c.id = i.customer_id`,
  where: ({ q, state, customer, ...days }) => [
    ...containing([Prisma.sql`i.number`, Prisma.sql`c.name`, Prisma.sql`c.email`], q),
    ...(state === undefined ? [] : [isIn(state)]),
    ...equalId(Prisma.sql`i.customer_id`, customer),
    ...within(Prisma.sql`i.issued_at`, days),
  ],
  sorts: {
    issued: { by: [Prisma.sql`i.issued_at`] },
    number: { by: [Prisma.sql`i.number`, Prisma.sql`i.issued_at`] },
    total: { by: [Prisma.sql`i.currency`, Prisma.sql`i.total_minor`] },
  },
  load: loadInvoices,
  csv: [
    { name: 'number', value: (row) => row.number },
    { name: 'issued_at', value: (row) => row.issuedAt },
    { name: 'state', value: (row) => row.state },
    { name: 'type', value: (row) => row.type },
    { name: 'customer_id', value: (row) => row.customer.id },
    { name: 'customer', value: (row) => row.customer.name },
    { name: 'seller', value: (row) => row.seller },
    { name: 'total', value: (row) => toDecimalString(BigInt(row.totalMinor), row.currency) },
    { name: 'tax', value: (row) => toDecimalString(BigInt(row.taxMinor), row.currency) },
    { name: 'credited', value: (row) => toDecimalString(BigInt(row.creditedMinor), row.currency) },
    { name: 'currency', value: (row) => row.currency },
  ],
}

function isIn(state: InvoiceRow['state']): Prisma.Sql {
  if (state === 'void') return Prisma.sql`i.voided_at IS NOT NULL`
  return Prisma.sql`i.voided_at IS NULL AND i.payment_status::text = ${state}`
}

/** Rows of the book, in no order. */
export async function loadInvoices({ ids }: { ids: string[] }): Promise<InvoiceRow[]> {
  const rows = await database().invoice.findMany({
    where: { id: { in: ids } },
    include: {
      customer: { select: { id: true, name: true, email: true } },
      issuer: { select: { legalName: true } },
      creditNotes: { select: { totalMinor: true } },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    issuedAt: row.issuedAt.toISOString(),
    customer: row.customer,
    seller: row.issuer.legalName,
    type: row.type,
    state: row.voidedAt === null ? row.paymentStatus : 'void',
    purchaseId: row.purchaseId,
    totalMinor: Number(row.totalMinor),
    taxMinor: Number(row.taxMinor),
    creditedMinor: Number(row.creditNotes.reduce((sum, note) => sum + note.totalMinor, 0n)),
    currency: row.currency,
  }))
}
