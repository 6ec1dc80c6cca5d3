import { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { type Asked, figureQuery, windowOf } from './figure-query.ts'
import { figureTable } from './figure-table.ts'
import { type UpgradeRow, upgradeRow } from './row-schemas.ts'
import { UPGRADED, upgrades } from './upgrades.ts'

const query = figureQuery({
  sorts: ['customer', 'bought'],
  sort: '-bought',
  filters: { upgraded: z.enum(['yes', 'no']).optional() },
})

/** Who could upgrade, and who did. */
export function upgradesTable(asked: Asked) {
  const rows = (subscriptionIds?: string[]) => Prisma.sql`
    SELECT u.id::text AS id, u.customer_id, u.family, u.currency, x.name AS "planBefore", y.name AS "planBought",
      y.rank
    FROM (${upgrades(asked, windowOf(asked), subscriptionIds)}) u
    LEFT JOIN plans x ON x.family_id = u.family_id AND x.rank = u.before
    LEFT JOIN plans y ON y.family_id = u.family_id AND y.rank = u.bought AND ${UPGRADED}`
  return figureTable<UpgradeRow, z.output<typeof query>>({
    name: 'upgrades',
    row: upgradeRow,
    query,
    rows: rows(),
    rowsOf: rows,
    where: ({ upgraded }) =>
      upgraded === undefined ? [] : [Prisma.sql`(r."planBought" IS NOT NULL) = ${upgraded === 'yes'}`],
    sorts: { bought: [Prisma.sql`coalesce(r.rank, -1)`] },
    csv: [
      { name: 'plan_before', value: (row) => row.planBefore },
      { name: 'plan_bought', value: (row) => row.planBought },
    ],
  })
}
