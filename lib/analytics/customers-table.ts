import { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { amountColumn, customersOf, figureTable } from './figure-table.ts'
import { type CustomerRow, customerRow } from './row-schemas.ts'
import { standing } from './standing.ts'

const query = figureQuery({
  sorts: ['customer', 'monthly', 'addon', 'addons', 'since'],
  sort: '-monthly',
  filters: { who: z.enum(['paying', 'with_addons', 'without_addons']).optional() },
})

const WHO = {
  paying: Prisma.sql`r."monthlyMinor" > 0`,
  with_addons: Prisma.sql`r.addons > 0`,
  without_addons: Prisma.sql`r.addons = 0`,
}

/** Who ARPU, add-on spend and attach rate are about: every customer of a family just before `to`. */
export function customersTable(asked: Asked) {
  const { to } = windowOf(asked)
  const rows = (customerIds?: string[]) => Prisma.sql`
    SELECT s.customer_id || '@' || s.family AS id, s.customer_id, s.family, s.currency, s.since,
      s.plan AS "planMinor", s.addon AS "addonMinor", s.plan + s.addon AS "monthlyMinor", s.addons
    FROM (${standing(asked, to, customerIds)}) s`
  return figureTable<CustomerRow, z.output<typeof query>>({
    name: 'customers',
    row: customerRow,
    query,
    rows: rows(),
    rowsOf: (ids) => rows(customersOf(ids)),
    where: ({ who }) => (who === undefined ? [] : [WHO[who]]),
    sorts: {
      monthly: [Prisma.sql`r.currency`, Prisma.sql`r."monthlyMinor"`],
      addon: [Prisma.sql`r.currency`, Prisma.sql`r."addonMinor"`],
      addons: [Prisma.sql`r.addons`],
      since: [Prisma.sql`r.since`],
    },
    csv: [
      { name: 'since', value: (row) => row.since },
      amountColumn('plan', (row) => row.planMinor),
      amountColumn('add_ons', (row) => row.addonMinor),
      amountColumn('monthly', (row) => row.monthlyMinor),
      { name: 'add_ons_held', value: (row) => row.addons },
    ],
  })
}
