import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type PurchaseRow, purchaseRow, purchaseStatus } from './purchase-schemas.ts'
import { serializePurchase } from './serialize-purchase.ts'
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
  from: Prisma.sql`purchases p JOIN customers c ON c.id = p.customer_id
    JOIN subscriptions s ON s.id = p.subscription_id JOIN product_families f ON f.id = s.family_id`,
  where: ({ q, status, provider, family, customer, ...days }) => [
    ...(q ? [Prisma.sql`(${Prisma.join([...byName(q), isNamedByProvider(q)], ' OR ')})`] : []),
    ...equal(Prisma.sql`p.status::text`, status),
    ...equal(Prisma.sql`p.provider`, provider),
    ...equal(Prisma.sql`f.code`, family),
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

function byName(words: string): Prisma.Sql[] {
  return containing([Prisma.sql`c.name`, Prisma.sql`c.email`], words)
}

/** Somebody brings the id of an order or a payment from the provider's own pages, or one of ours. */
function isNamedByProvider(externalId: string): Prisma.Sql {
  return Prisma.sql`p.id IN (
    SELECT r.subject_id FROM provider_references r
      WHERE r.external_id = ${externalId} AND r.subject = 'purchase'
    UNION SELECT y.purchase_id FROM payments y JOIN provider_references r ON r.subject_id = y.id
      WHERE r.external_id = ${externalId} AND r.subject = 'payment' AND y.purchase_id IS NOT NULL
    UNION SELECT i.purchase_id FROM invoices i WHERE i.number = ${externalId} AND i.purchase_id IS NOT NULL)`
}

async function loadPurchases({ ids }: { ids: string[] }): Promise<PurchaseRow[]> {
  const rows = await database().purchase.findMany({ where: { id: { in: ids } }, include: PURCHASE_PARTS })
  return rows.map(serializePurchase)
}

/** What is read of a purchase, to show it in a list. */
const PURCHASE_PARTS = {
  customer: { select: { id: true, name: true, email: true } },
  user: { select: { email: true } },
  subscription: { select: { family: { select: { code: true, name: true } } } },
  quote: { select: { lines: { orderBy: { position: 'asc' }, select: { description: true } } } },
} as const satisfies Prisma.PurchaseInclude
