import { auditTable } from '#lib/admin/audit-table.ts'
import { csvRoute } from '#lib/admin/table-routes.ts'

/** E.2 the same as a CSV file. */
export const GET = csvRoute(auditTable)
