import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type PurchaseRow, purchaseRow, purchaseStatus } from './purchase-schemas.ts'
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
    status: purchaseStatus.optional(),
    provider: z.string().max(50).optional(),
    family: z.string().max(100).optional(),
    customer: z.uuid().optional(),
    ...dayFilters,
  },
})

/** Every purchase, renewals among them, however far it has come. */
export const purchasesTable: AdminTable<z.output<typeof query>, PurchaseRow> = {
  name: 'purchases',
  row: purchaseRow,
  query,
  id: Prisma.sql`p.id`,
  from: Prisma.sql`purchases p`,
  where: ({ q, status, provider, family, customer, ...days }) => [
    ...(q ? [Prisma.sql`(${ofCustomer(Prisma.sql`p.customer_id`, q)} OR ${isCalled(q)})`] : []),
    ...equal(Prisma.sql`p.status::text`, status),
    ...equal(Prisma.sql`p.provider`, provider),
    ...(family === undefined ? [] : [isOf(family)]),
    ...equalId(Prisma.sql`p.customer_id`, customer),
    ...within(Prisma.sql`p.created_at`, days),
  ],
  sorts: {
    created: { by: [Prisma.sql`p.created_at`] },
    amount: { by: [Prisma.sql`p.currency`, Prisma.sql`p.amount_minor`] },
  },
  load: loadPurchases,
  csv: [
    { name: 'id', value: (row) => row.id },
    { name: 'created_at', value: (row) => row.createdAt },
    { name: 'status', value: (row) => row.status },
    { name: 'provider', value: (row) => row.provider },
    { name: 'family', value: (row) => row.family.code },
    { name: 'customer_id', value: (row) => row.customer.id },
    { name: 'customer', value: (row) => row.customer.name },
    { name: 'bought_by', value: (row) => row.boughtBy },
    { name: 'items', value: (row) => row.items.join('; ') },
    { name: 'amount', value: (row) => toDecimalString(BigInt(row.amountMinor), row.currency) },
    { name: 'currency', value: (row) => row.currency },
  ],
}

function isOf(family: string): Prisma.Sql {
  return Prisma.sql`p.subscription_id IN (SELECT s.id FROM subscriptions s
    JOIN product_families f ON f.id = s.family_id WHERE f.code = ${family})`
}

/** Somebody brings the id of an order or a payment from the provider's own pages, or one of ours. */
function isCalled(externalId: string): Prisma.Sql {
  return Prisma.sql`p.id IN (
    SELECT r.subject_id FROM provider_references r
      WHERE r.external_id = ${externalId} AND r.subject = 'purchase'
    UNION SELECT y.purchase_id FROM payments y JOIN provider_references r ON r.subject_id = y.id
      WHERE r.external_id = ${externalId} AND r.subject = 'payment' AND y.purchase_id IS NOT NULL
    UNION SELECT i.purchase_id FROM invoices i WHERE i.number = ${externalId} AND i.purchase_id IS NOT NULL)`
}

type Stored = Omit<PurchaseRow, 'createdAt' | 'amountMinor'> & { createdAt: Date; amountMinor: bigint }

/** Purchases by their ids, in any order. */
export async function loadPurchases({ ids }: { ids: string[] }): Promise<PurchaseRow[]> {
  const rows = await database().$queryRaw<Stored[]>`
    SELECT p.id, p.created_at AS "createdAt", p.status, p.provider,
      json_build_object('code', f.code, 'name', f.name) AS family,
      json_build_object('id', c.id, 'name', c.name, 'email', c.email) AS customer,
      u.email AS "boughtBy", p.amount_minor AS "amountMinor", p.currency,
      (SELECT coalesce(json_agg(l.description ORDER BY l.position), '[]')
       FROM quote_lines l WHERE l.quote_id = p.quote_id) AS items
    FROM purchases p JOIN customers c ON c.id = p.customer_id
    JOIN subscriptions s ON s.id = p.subscription_id JOIN product_families f ON f.id = s.family_id
    LEFT JOIN users u ON u.id = p.user_id
    WHERE p.id = ANY(${ids}::uuid[])`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    amountMinor: Number(row.amountMinor),
  }))
}
