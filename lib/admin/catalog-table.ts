import { z } from 'zod'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type CatalogRow, catalogRow, catalogStatus } from './catalog-schemas.ts'
import { loadCatalogRows } from './load-catalog-rows.ts'
import { type AdminTable, containing, equal, searchFilter, tableQuery } from './table.ts'

/** What lists of the catalog are narrowed to: plans and add-ons `a`, of families `f`. */
export const catalogFilters = {
  query: { q: searchFilter, status: catalogStatus.optional(), family: z.string().max(100).optional() },
  where: ({ q, status, family }: Filters): Prisma.Sql[] => [
    ...containing([Prisma.sql`a.name`, Prisma.sql`a.code`], q),
    ...equal(Prisma.sql`a.status::text`, status),
    ...equal(Prisma.sql`f.code`, family),
  ],
}
type Filters = { q?: string | undefined; status?: string | undefined; family?: string | undefined }

type Sold = Pick<
  CatalogRow,
  'id' | 'family' | 'code' | 'name' | 'status' | 'priceMinor' | 'currency' | 'updatedAt'
>

/** What the files of all lists of the catalog begin with. */
export const catalogColumns: { name: string; value: (row: Sold) => string | null }[] = [
  { name: 'id', value: (row) => row.id },
  { name: 'family', value: (row) => row.family.code },
  { name: 'code', value: (row) => row.code },
  { name: 'name', value: (row) => row.name },
  { name: 'status', value: (row) => row.status },
  { name: 'price', value: (row) => priceText(row) },
  { name: 'currency', value: (row) => row.currency },
  { name: 'updated_at', value: (row) => row.updatedAt },
]

function priceText({ priceMinor, currency }: Sold): string | null {
  return priceMinor === null ? null : toDecimalString(BigInt(priceMinor), currency)
}

const query = tableQuery({
  sorts: ['order', 'name', 'updated'],
  sort: 'order',
  filters: catalogFilters.query,
})

/** Every recurring add-on, whatever its status. */
export const catalogTable: AdminTable<z.output<typeof query>, CatalogRow> = {
  name: 'add-ons',
  row: catalogRow,
  query,
  id: Prisma.sql`a.id`,
  from: Prisma.sql`addons a JOIN product_families f ON f.id = a.family_id`,
  where: (filters) => [
    Prisma.sql`a.charge = 'recurring' AND a.deleted_at IS NULL`,
    ...catalogFilters.where(filters),
  ],
  sorts: {
    order: { by: [Prisma.sql`f.name`, Prisma.sql`a.sort_order`] },
    name: { by: [Prisma.sql`a.name`] },
    updated: { by: [Prisma.sql`a.updated_at`] },
  },
  load: loadCatalogRows,
  csv: [
    ...catalogColumns,
    { name: 'interval_months', value: (row) => row.intervalMonths },
    { name: 'holders', value: (row) => row.holders.customers },
    { name: 'units', value: (row) => row.holders.units },
    { name: 'price_band', value: (row) => row.bands.map(({ verdict }) => verdict).join('; ') },
  ],
}
