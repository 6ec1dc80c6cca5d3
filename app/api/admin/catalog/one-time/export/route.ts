import { catalogOneTimeTable } from '#lib/admin/catalog-one-time-table.ts'
import { csvRoute } from '#lib/admin/table-routes.ts'

/** E.2 the same as a CSV file. */
export const GET = csvRoute(catalogOneTimeTable)
