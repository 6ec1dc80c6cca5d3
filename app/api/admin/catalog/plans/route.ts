import { catalogPlansTable } from '#lib/admin/catalog-plans-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 the plans of every family. */
export const GET = tableRoute(catalogPlansTable)
