import { invoicesTable } from '#lib/admin/invoices-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 the invoice book. */
export const GET = tableRoute(invoicesTable)
