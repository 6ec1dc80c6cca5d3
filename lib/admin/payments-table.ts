import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type PaymentRow, paymentRow, paymentStatus, refundStatus } from './purchase-schemas.ts'
import {
  type AdminTable,
  dayFilters,
  equal,
  equalId,
  ofCustomer,
  searchFilter,
  tableQuery,
  within,
} from './table.ts'

const query = tableQuery({
  sorts: ['created', 'amount'],
  sort: '-created',
  filters: {
    q: searchFilter,
    status: paymentStatus.optional(),
    refunds: refundStatus.optional(),
    provider: z.string().max(50).optional(),
    family: z.string().max(100).optional(),
    customer: z.uuid().optional(),
    ...dayFilters,
  },
})

/** Every payment, also those that failed, and what went back of it. */
export const paymentsTable: AdminTable<z.output<typeof query>, PaymentRow> = {
  name: 'payments',
  row: paymentRow,
  query,
  id: Prisma.sql`y.id`,
  from: Prisma.sql`payments y`,
  where: ({ q, status, refunds, provider, family, customer, ...days }) => [
    ...(q ? [Prisma.sql`(${ofCustomer(Prisma.sql`y.customer_id`, q)} OR ${isCalled(q)})`] : []),
    ...equal(Prisma.sql`y.status::text`, status),
    ...(refunds === undefined ? [] : [hasRefund(refunds)]),
    ...equal(Prisma.sql`y.provider`, provider),
    ...(family === undefined ? [] : [isFor(family)]),
    ...equalId(Prisma.sql`y.customer_id`, customer),
    ...within(Prisma.sql`y.created_at`, days),
  ],
  sorts: {
    created: { by: [Prisma.sql`y.created_at`] },
    amount: { by: [Prisma.sql`y.currency`, Prisma.sql`y.amount_minor`] },
  },
  load: loadPayments,
  csv: [
    { name: 'id', value: (row) => row.id },
    { name: 'created_at', value: (row) => row.createdAt },
    { name: 'status', value: (row) => row.status },
    { name: 'provider', value: (row) => row.provider },
    { name: 'provider_id', value: (row) => row.externalId },
    { name: 'method', value: (row) => row.method },
    { name: 'customer_id', value: (row) => row.customer.id },
    { name: 'customer', value: (row) => row.customer.name },
    { name: 'purchase_id', value: (row) => row.purchaseId },
    { name: 'description', value: (row) => row.description },
    { name: 'amount', value: (row) => toDecimalString(BigInt(row.amountMinor), row.currency) },
    { name: 'refunded', value: (row) => toDecimalString(BigInt(row.refundedMinor), row.currency) },
    { name: 'currency', value: (row) => row.currency },
  ],
}

function isCalled(externalId: string): Prisma.Sql {
  return Prisma.sql`y.id IN (SELECT r.subject_id FROM provider_references r
    WHERE r.external_id = ${externalId} AND r.subject = 'payment')`
}

function hasRefund(status: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM refunds r WHERE r.payment_id = y.id AND r.status::text = ${status})`
}

function isFor(family: string): Prisma.Sql {
  return Prisma.sql`y.purchase_id IN (SELECT p.id FROM purchases p JOIN subscriptions s ON s.id = p.subscription_id
    JOIN product_families f ON f.id = s.family_id WHERE f.code = ${family})`
}

type Stored = Omit<PaymentRow, 'createdAt' | 'amountMinor' | 'refundedMinor'> & {
  createdAt: Date
  amountMinor: bigint
  refundedMinor: bigint
}

/** Of several refunds, the one that needs a person is shown: failed before pending before processed. */
async function loadPayments({ ids }: { ids: string[] }): Promise<PaymentRow[]> {
  const rows = await database().$queryRaw<Stored[]>`
    SELECT y.id, y.created_at AS "createdAt", y.status, y.provider, y.method, y.purchase_id AS "purchaseId",
      (SELECT o.invoice_id FROM invoice_orders o WHERE o.id = y.invoice_order_id) AS "invoiceId",
      (SELECT r.external_id FROM provider_references r
       WHERE r.subject = 'payment' AND r.subject_id = y.id LIMIT 1) AS "externalId",
      json_build_object('id', c.id, 'name', c.name, 'email', c.email) AS customer,
      y.description, CASE WHEN y.status = 'failed' THEN y.failure_description END AS failure,
      y.amount_minor AS "amountMinor", y.refunded_minor AS "refundedMinor", y.currency,
      (SELECT r.status FROM refunds r WHERE r.payment_id = y.id
       ORDER BY array_position(ARRAY['failed', 'pending', 'processed'], r.status::text) LIMIT 1) AS refunds
    FROM payments y JOIN customers c ON c.id = y.customer_id
    WHERE y.id = ANY(${ids}::uuid[])`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    amountMinor: Number(row.amountMinor),
    refundedMinor: Number(row.refundedMinor),
  }))
}
