import { deliveriesTable } from '#lib/admin/deliveries-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 what providers told us. */
export const GET = tableRoute(deliveriesTable)
