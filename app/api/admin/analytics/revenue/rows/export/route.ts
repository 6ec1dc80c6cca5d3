import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'
import { revenueTable } from '#lib/analytics/revenue-table.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(revenueTable)
