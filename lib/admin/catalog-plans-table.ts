import type { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { type PlanRow, planRow } from './catalog-plan-schemas.ts'
import { catalogColumns, catalogFilters } from './catalog-table.ts'
import { loadCatalogPlans } from './load-catalog-plans.ts'
import { type AdminTable, tableQuery } from './table.ts'

const query = tableQuery({
  sorts: ['order', 'name', 'updated'],
  sort: 'order',
  filters: catalogFilters.query,
})

/** Every plan, whatever its status. */
export const catalogPlansTable: AdminTable<z.output<typeof query>, PlanRow> = {
  name: 'plans',
  row: planRow,
  query,
  id: Prisma.sql`a.id`,
  from: Prisma.sql`plans a JOIN product_families f ON f.id = a.family_id`,
  where: catalogFilters.where,
  sorts: {
    order: { by: [Prisma.sql`f.name`, Prisma.sql`a.rank`] },
    name: { by: [Prisma.sql`a.name`] },
    updated: { by: [Prisma.sql`a.updated_at`] },
  },
  load: loadCatalogPlans,
  csv: [
    ...catalogColumns,
    { name: 'rank', value: (row) => row.rank },
    { name: 'is_default', value: (row) => (row.isDefault ? 'yes' : 'no') },
    { name: 'holders', value: (row) => row.holders.customers },
  ],
}
