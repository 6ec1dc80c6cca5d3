import type { z } from 'zod'
import { equal } from '#lib/admin/table.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { amountColumn, customersOf, figureTable } from './figure-table.ts'
import { type MovementRow, movementRow } from './row-schemas.ts'
import { movementKind } from './schemas.ts'
import { instant } from './scope.ts'
import { movements } from './sold-terms.ts'

const query = figureQuery({
  sorts: ['customer', 'at', 'delta'],
  sort: '-at',
  filters: { kind: movementKind.optional() },
})

/** Every change of what a customer pays a month, from `from` to before `to`. */
export function movementsTable(asked: Asked) {
  const { from, to } = windowOf(asked)
  const rows = (customerIds?: string[]) => Prisma.sql`
    SELECT m.customer_id || '@' || m.family || '@' || m.currency || '@' || (extract(epoch FROM m.at) * 1000)::bigint AS id,
      m.customer_id, m.family, m.currency, m.at, m.kind, m.before::bigint AS "beforeMinor",
      m.after::bigint AS "afterMinor", m.delta::bigint AS "deltaMinor"
    FROM (${movements(asked, customerIds)}) m WHERE m.at >= ${instant(from)} AND m.at < ${instant(to)}`
  return figureTable<MovementRow, z.output<typeof query>>({
    name: 'movements',
    row: movementRow,
    query,
    rows: rows(),
    rowsOf: (ids) => rows(customersOf(ids)),
    where: ({ kind }) => equal(Prisma.sql`r.kind`, kind),
    sorts: {
      at: [Prisma.sql`r.at`],
      delta: [Prisma.sql`r.currency`, Prisma.sql`r."deltaMinor"`],
    },
    csv: [
      { name: 'at', value: (row) => row.at },
      { name: 'kind', value: (row) => row.kind },
      amountColumn('before', (row) => row.beforeMinor),
      amountColumn('after', (row) => row.afterMinor),
      amountColumn('change', (row) => row.deltaMinor),
    ],
  })
}
