import { auditTable } from '#lib/admin/audit-table.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'

/** E.2 who did what, or tried to. */
export const GET = tableRoute(auditTable)
