import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'
import { upgradesTable } from '#lib/analytics/upgrades-table.ts'

/** E.2 who could upgrade, and who did. */
export const GET = figureRowsRoute(upgradesTable)
