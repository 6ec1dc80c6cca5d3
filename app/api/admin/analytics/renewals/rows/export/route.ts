import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'
import { renewalsTable } from '#lib/analytics/renewals-table.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(renewalsTable)
