import { z } from 'zod'
import { equal } from '#lib/admin/table.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { amountColumn, figureTable } from './figure-table.ts'
import { revenue } from './revenue.ts'
import { type RevenueRow, revenueRow } from './row-schemas.ts'

const query = figureQuery({
  sorts: ['customer', 'at', 'amount'],
  sort: '-at',
  filters: {
    provider: z.string().max(50).optional(),
    kind: z.enum(['payment', 'refund', 'dispute']).optional(),
  },
})

/** What came in and went back. */
export function revenueTable(asked: Asked) {
  const rows = (some: Prisma.Sql) => Prisma.sql`
    SELECT m.id::text AS id, m.customer_id, m.family, m.currency, m.at, m.kind, m.provider, m.description,
      m.amount_minor AS "amountMinor", m.purchase_id AS "purchaseId"
    FROM (${revenue(asked, windowOf(asked))}) m ${some}`
  return figureTable<RevenueRow, z.output<typeof query>>({
    name: 'revenue',
    row: revenueRow,
    query,
    rows: rows(Prisma.empty),
    rowsOf: (ids) => rows(Prisma.sql`WHERE m.id = ANY(${ids}::uuid[])`),
    where: ({ provider, kind }) => [
      ...equal(Prisma.sql`r.provider`, provider),
      ...equal(Prisma.sql`r.kind`, kind),
    ],
    sorts: { at: [Prisma.sql`r.at`], amount: [Prisma.sql`r.currency`, Prisma.sql`r."amountMinor"`] },
    csv: [
      { name: 'id', value: (row) => row.id },
      { name: 'at', value: (row) => row.at },
      { name: 'kind', value: (row) => row.kind },
      { name: 'provider', value: (row) => row.provider },
      { name: 'description', value: (row) => row.description },
      amountColumn('amount', (row) => row.amountMinor),
      { name: 'purchase_id', value: (row) => row.purchaseId },
    ],
  })
}
