import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'
import { revenueTable } from '#lib/analytics/revenue-table.ts'

/** E.2 what came in and went back. */
export const GET = figureRowsRoute(revenueTable)
