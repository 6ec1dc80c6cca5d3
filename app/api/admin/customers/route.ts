import { customersTable } from '#lib/admin/customers-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 customers, with what they are on and what they pay. */
export const GET = tableRoute(customersTable)
