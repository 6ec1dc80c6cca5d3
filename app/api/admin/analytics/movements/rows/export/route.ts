import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'
import { movementsTable } from '#lib/analytics/movements-table.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(movementsTable)
