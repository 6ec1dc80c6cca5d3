import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type PaymentRow, paymentRow, paymentStatus, refundStatus } from './purchase-schemas.ts'
import {
  type AdminTable,
  containing,
  dayFilters,
  equal,
  equalId,
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
  from: Prisma.sql`payments y JOIN customers c ON c.id = y.customer_id`,
  where: ({ q, status, refunds, provider, family, customer, ...days }) => [
    ...(q ? [Prisma.sql`(${Prisma.join([...byName(q), isCalled(q)], ' OR ')})`] : []),
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

function byName(words: string): Prisma.Sql[] {
  return containing([Prisma.sql`c.name`, Prisma.sql`c.email`], words)
}

function isCalled(externalId: string): Prisma.Sql {
  return Prisma.sql`y.id IN (SELECT r.subject_id FROM provider_references r
    WHERE r.external_id = ${externalId} AND r.subject = 'payment')`
}

function hasRefund(status: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM refunds r WHERE r.payment_id = y.id AND r.status::text = ${status})`
}

function isFor(family: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM purchases p JOIN subscriptions s ON s.id = p.subscription_id
    JOIN product_families f ON f.id = s.family_id WHERE p.id = y.purchase_id AND f.code = ${family})`
}

/** What a person has to look at first. */
const URGENCY = ['failed', 'pending', 'processed'] as const

async function loadPayments({ ids }: { ids: string[] }): Promise<PaymentRow[]> {
  const db = database()
  const [rows, references] = await Promise.all([
    db.payment.findMany({
      where: { id: { in: ids } },
      include: {
        customer: { select: { id: true, name: true, email: true } },
        refunds: { select: { status: true } },
      },
    }),
    db.providerReference.findMany({ where: { subject: 'payment', subjectId: { in: ids } } }),
  ])
  const external = new Map(references.map(({ subjectId, externalId }) => [subjectId, externalId]))
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    status: row.status,
    provider: row.provider,
    externalId: external.get(row.id) ?? null,
    method: row.method,
    customer: row.customer,
    purchaseId: row.purchaseId,
    description: row.description,
    failure: row.status === 'failed' ? row.failureDescription : null,
    amountMinor: Number(row.amountMinor),
    refundedMinor: Number(row.refundedMinor),
    refunds: URGENCY.find((status) => row.refunds.some((refund) => refund.status === status)) ?? null,
    currency: row.currency,
  }))
}
