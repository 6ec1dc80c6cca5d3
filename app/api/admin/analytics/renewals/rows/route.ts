import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'
import { renewalsTable } from '#lib/analytics/renewals-table.ts'

/** E.2 what was renewed, and by whom. */
export const GET = figureRowsRoute(renewalsTable)
