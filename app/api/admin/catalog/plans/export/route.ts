import { catalogPlansTable } from '#lib/admin/catalog-plans-table.ts'
import { csvRoute } from '#lib/admin/table-routes.ts'

/** E.2 the same as a CSV file. */
export const GET = csvRoute(catalogPlansTable)
