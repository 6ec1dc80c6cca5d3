import { catalogTable } from '#lib/admin/catalog-table.ts'
import { csvRoute } from '#lib/admin/table-routes.ts'

/** E.2 the same as a CSV file. */
export const GET = csvRoute(catalogTable)
