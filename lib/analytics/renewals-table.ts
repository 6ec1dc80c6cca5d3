import { z } from 'zod'
import { equal } from '#lib/admin/table.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { amountColumn, figureTable } from './figure-table.ts'
import { renewals } from './renewals.ts'
import { type RenewalRow, renewalRow } from './row-schemas.ts'

const query = figureQuery({
  sorts: ['customer', 'at', 'amount'],
  sort: '-at',
  filters: { by: z.enum(['person', 'itself']).optional(), provider: z.string().max(50).optional() },
})

/** Every renewal, and whether somebody clicked. */
export function renewalsTable(asked: Asked) {
  const rows = (some: Prisma.Sql) => Prisma.sql`
    SELECT n.id::text AS id, n.customer_id, n.family, n.currency, n.fulfilled_at AS at, n.provider,
      n.amount_minor AS "amountMinor", n.by_itself AS "byItself", (SELECT string_agg(q.description, ', ' ORDER BY
        q.position) FROM quote_lines q WHERE q.quote_id = n.quote_id) AS items
    FROM (${renewals(asked, windowOf(asked))}) n ${some}`
  return figureTable<RenewalRow, z.output<typeof query>>({
    name: 'renewals',
    row: renewalRow,
    query,
    rows: rows(Prisma.empty),
    rowsOf: (ids) => rows(Prisma.sql`WHERE n.id = ANY(${ids}::uuid[])`),
    where: ({ by, provider }) => [
      ...(by === undefined ? [] : [Prisma.sql`r."byItself" = ${by === 'itself'}`]),
      ...equal(Prisma.sql`r.provider`, provider),
    ],
    sorts: { at: [Prisma.sql`r.at`], amount: [Prisma.sql`r.currency`, Prisma.sql`r."amountMinor"`] },
    csv: [
      { name: 'purchase_id', value: (row) => row.id },
      { name: 'at', value: (row) => row.at },
      { name: 'items', value: (row) => row.items },
      { name: 'by_itself', value: (row) => String(row.byItself) },
      { name: 'provider', value: (row) => row.provider },
      amountColumn('amount', (row) => row.amountMinor),
    ],
  })
}
