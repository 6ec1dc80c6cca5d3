import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'
import { upgradesTable } from '#lib/analytics/upgrades-table.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(upgradesTable)
