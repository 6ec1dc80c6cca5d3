import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'
import { movementsTable } from '#lib/analytics/movements-table.ts'

/** E.2 what moved the MRR. */
export const GET = figureRowsRoute(movementsTable)
