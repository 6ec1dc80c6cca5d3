import { z } from 'zod'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type CatalogRow, catalogRow, catalogStatus } from './catalog-schemas.ts'
import { loadCatalogRows } from './load-catalog-rows.ts'
import { type AdminTable, containing, equal, searchFilter, tableQuery } from './table.ts'

const query = tableQuery({
  sorts: ['order', 'name', 'updated'],
  sort: 'order',
  filters: { q: searchFilter, status: catalogStatus.optional(), family: z.string().max(100).optional() },
})

/** Every recurring add-on, whatever its status. One-time add-ons are kept through their own API. */
export const catalogTable: AdminTable<z.output<typeof query>, CatalogRow> = {
  name: 'catalog',
  row: catalogRow,
  query,
  id: Prisma.sql`a.id`,
  from: Prisma.sql`addons a JOIN product_families f ON f.id = a.family_id`,
  where: ({ q, status, family }) => [
    Prisma.sql`a.charge = 'recurring' AND a.deleted_at IS NULL`,
    ...containing([Prisma.sql`a.name`, Prisma.sql`a.code`], q),
    ...equal(Prisma.sql`a.status::text`, status),
    ...equal(Prisma.sql`f.code`, family),
  ],
  sorts: {
    order: { by: [Prisma.sql`f.name`, Prisma.sql`a.sort_order`] },
    name: { by: [Prisma.sql`a.name`] },
    updated: { by: [Prisma.sql`a.updated_at`] },
  },
  load: loadCatalogRows,
  csv: [
    { name: 'id', value: (row) => row.id },
    { name: 'family', value: (row) => row.family.code },
    { name: 'code', value: (row) => row.code },
    { name: 'name', value: (row) => row.name },
    { name: 'status', value: (row) => row.status },
    { name: 'price', value: (row) => priceText(row) },
    { name: 'currency', value: (row) => row.currency },
    { name: 'interval_months', value: (row) => row.intervalMonths },
    { name: 'holders', value: (row) => row.holders.customers },
    { name: 'units', value: (row) => row.holders.units },
    { name: 'price_band', value: (row) => row.bands.map(({ verdict }) => verdict).join('; ') },
    { name: 'updated_at', value: (row) => row.updatedAt },
  ],
}

function priceText({ priceMinor, currency }: CatalogRow): string | null {
  return priceMinor === null ? null : toDecimalString(BigInt(priceMinor), currency)
}
