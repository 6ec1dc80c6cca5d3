import { customersTable } from '#lib/analytics/customers-table.ts'
import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'

/** E.2 whom averages and the attach rate are about. */
export const GET = figureRowsRoute(customersTable)
