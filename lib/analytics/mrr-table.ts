import { z } from 'zod'
import { equal } from '#lib/admin/table.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { amountColumn, figureTable } from './figure-table.ts'
import { type MrrRow, mrrRow } from './row-schemas.ts'
import { instant } from './scope.ts'
import { heldBefore, soldTerms } from './sold-terms.ts'

const query = figureQuery({
  sorts: ['customer', 'monthly', 'item', 'started', 'ends'],
  sort: '-monthly',
  filters: {
    kind: z.enum(['plan', 'addon']).optional(),
    item: z.string().max(100).optional(),
    held: z.enum(['paid', 'grace']).optional(),
  },
})

/** What the MRR just before `to` is the sum of: every term that counts. */
export function mrrTable(asked: Asked) {
  const { to } = windowOf(asked)
  const rows = (some: Prisma.Sql) => Prisma.sql`
    SELECT h.id::text AS id, h.customer_id, h.family, coalesce(p.name, a.name) AS item,
      coalesce(p.code, a.code) AS code, CASE WHEN h.plan_id IS NULL THEN 'addon' ELSE 'plan' END AS kind, h.quantity,
      h.unit_amount_minor AS "unitAmountMinor", h.months AS "intervalMonths", h.monthly AS "monthlyMinor", h.currency,
      h.starts_at AS "startsAt", nullif(h.held_until, 'infinity') AS "endsAt",
      h.paid_until < ${instant(to)} AS "inGrace"
    FROM (${soldTerms(asked)}) h LEFT JOIN plans p ON p.id = h.plan_id LEFT JOIN addons a ON a.id = h.addon_id
    WHERE ${heldBefore(to)} ${some}`
  return figureTable<MrrRow, z.output<typeof query>>({
    name: 'mrr',
    row: mrrRow,
    query,
    rows: rows(Prisma.empty),
    rowsOf: (ids) => rows(Prisma.sql`AND h.id = ANY(${ids}::uuid[])`),
    where: ({ kind, item, held }) => [
      ...equal(Prisma.sql`r.kind`, kind),
      ...equal(Prisma.sql`r.code`, item),
      ...(held === undefined ? [] : [Prisma.sql`r."inGrace" = ${held === 'grace'}`]),
    ],
    sorts: {
      monthly: [Prisma.sql`r.currency`, Prisma.sql`r."monthlyMinor"`],
      item: [Prisma.sql`r.item`],
      started: [Prisma.sql`r."startsAt"`],
      ends: [Prisma.sql`coalesce(r."endsAt", 'infinity')`],
    },
    csv: [
      { name: 'term_id', value: (row) => row.id },
      { name: 'kind', value: (row) => row.kind },
      { name: 'item', value: (row) => row.item },
      { name: 'quantity', value: (row) => row.quantity },
      amountColumn('unit_amount', (row) => row.unitAmountMinor),
      { name: 'interval_months', value: (row) => row.intervalMonths },
      amountColumn('monthly', (row) => row.monthlyMinor),
      { name: 'starts_at', value: (row) => row.startsAt },
      { name: 'held_until', value: (row) => row.endsAt },
      { name: 'in_grace', value: (row) => String(row.inGrace) },
    ],
  })
}
