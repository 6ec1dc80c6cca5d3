import { customersTable } from '#lib/analytics/customers-table.ts'
import { figureCsvRoute } from '#lib/analytics/figure-routes.ts'

/** E.2 the same as a CSV file. */
export const GET = figureCsvRoute(customersTable)
