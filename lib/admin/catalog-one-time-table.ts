import type { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { type OneTimeRow, oneTimeRow } from './catalog-one-time-schemas.ts'
import { catalogColumns, catalogFilters } from './catalog-table.ts'
import { loadOneTimeRows } from './load-one-time-rows.ts'
import { type AdminTable, tableQuery } from './table.ts'

const query = tableQuery({
  sorts: ['order', 'name', 'updated'],
  sort: 'order',
  filters: catalogFilters.query,
})

/** What is charged once, whatever its status. */
export const catalogOneTimeTable: AdminTable<z.output<typeof query>, OneTimeRow> = {
  name: 'one-time-add-ons',
  row: oneTimeRow,
  query,
  id: Prisma.sql`a.id`,
  from: Prisma.sql`addons a JOIN product_families f ON f.id = a.family_id`,
  where: (filters) => [
    Prisma.sql`a.charge = 'one_time' AND a.deleted_at IS NULL`,
    ...catalogFilters.where(filters),
  ],
  sorts: {
    order: { by: [Prisma.sql`f.name`, Prisma.sql`a.sort_order`] },
    name: { by: [Prisma.sql`a.name`] },
    updated: { by: [Prisma.sql`a.updated_at`] },
  },
  load: ({ ids }) => loadOneTimeRows({ ids }),
  csv: [
    ...catalogColumns,
    { name: 'invoice_display_name', value: (row) => row.invoiceDisplayName },
    { name: 'times_applied', value: (row) => row.timesApplied },
  ],
}
