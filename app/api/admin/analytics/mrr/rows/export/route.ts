import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'
import { mrrTable } from '#lib/analytics/mrr-table.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(mrrTable)
