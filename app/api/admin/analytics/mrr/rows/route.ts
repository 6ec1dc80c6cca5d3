import { figureRowsRoute } from '#lib/analytics/figure-routes.ts'
import { mrrTable } from '#lib/analytics/mrr-table.ts'

/** E.2 what the MRR is the sum of. */
export const GET = figureRowsRoute(mrrTable)
