import { paymentsTable } from '#lib/admin/payments-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 payments, also those that failed. */
export const GET = tableRoute(paymentsTable)
