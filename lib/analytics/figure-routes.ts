import type { AdminTable, TableQuery } from '#lib/admin/table.ts'
import { csvRoute, tableRoute } from '#lib/admin/table-routes.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { type Asked, asked } from './figure-query.ts'

/** Where the question is no question, the table's own check refuses it, after asking who wants to know. */
const NOTHING: Asked = { from: '1900-01-01T00:00:00Z', to: '1900-01-01T00:00:00Z' }

/** The address of the rows behind a figure. */
export function figureRowsRoute<Query extends TableQuery, Row extends { id: string }>(
  tableOf: (asked: Asked) => AdminTable<Query, Row>,
): RouteHandler {
  return whenAsked((question) => tableRoute(tableOf(question)))
}

/** The same rows as a file. */
export function figureCsvRoute<Query extends TableQuery, Row extends { id: string }>(
  tableOf: (asked: Asked) => AdminTable<Query, Row>,
): RouteHandler {
  return whenAsked((question) => csvRoute(tableOf(question)))
}

/** Which rows there are depends on the question; what a route accepts and answers does not. */
function whenAsked(routeOf: (asked: Asked) => RouteHandler): RouteHandler {
  const { facts } = routeOf(NOTHING)
  const handler: RouteHandler = (request, context) => {
    const question = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    return routeOf(question.data ?? NOTHING)(request, context)
  }
  return facts ? Object.assign(handler, { facts }) : handler
}
