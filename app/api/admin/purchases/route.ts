import { purchasesTable } from '#lib/admin/purchases-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 purchases, renewals among them. */
export const GET = tableRoute(purchasesTable)
