import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { pageLinks } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { csvLine } from './csv-rules.ts'
import { eachRow, listRows } from './list-rows.ts'
import type { AdminTable, TableQuery } from './table.ts'
import { tablePage } from './table-schemas.ts'

/** How many rows of an export are loaded at once. */
const BATCH = 1000

/** The address of a list: `{rows, page, perPage, total}` with `Link` (E.5), for staff only. */
export function tableRoute<Query extends TableQuery, Row extends { id: string }>(
  table: AdminTable<Query, Row>,
): RouteHandler {
  return route({
    access: 'admin',
    summary: `List ${table.name}`,
    answers: { 200: tablePage(table.row) },
    query: table.query,
    handle: async ({ query, now, request }) => {
      const { rows, total } = await listRows({ table, query, at: now })
      const { page, per_page } = query
      const links = pageLinks(request, { page, per_page, hasMore: page * per_page < total })
      return { list: { rows, page, perPage: per_page, total }, links }
    },
    respond: { shape: ({ list }) => list, headers: ({ links }) => links },
  })
}

/** The same list as a file: every page of it, row by row as they are read. That it was taken out is audited. */
export function csvRoute<Query extends TableQuery, Row extends { id: string }>(
  table: AdminTable<Query, Row>,
): RouteHandler {
  return route({
    access: 'admin',
    summary: `Export ${table.name} as CSV`,
    answers: { 200: { media: 'text/csv' } },
    query: table.query,
    handle: async ({ query, now, principal, requestId }) => {
      const { page, per_page, sort, ...filters } = query
      await recordAudit(database(), {
        actor: `user:${principal.userId}`,
        action: `${table.name}.exported`,
        subject: table.name,
        requestId,
        data: { sort, filters: JSON.stringify(filters) },
        now,
      })
      const day = now.toString().slice(0, 10)
      return new Response(csvStream({ table, query, at: now }), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${table.name}-${day}.csv"`,
          'cache-control': 'no-store',
        },
      })
    },
  })
}

function csvStream<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  query: Query
  at: Temporal.Instant
}): ReadableStream<Uint8Array> {
  const { csv } = options.table
  const lines = async function* () {
    yield csvLine(csv.map(({ name }) => name))
    for await (const rows of eachRow({ ...options, batch: BATCH })) {
      yield rows.map((row) => csvLine(csv.map(({ value }) => value(row)))).join('')
    }
  }
  const chunks = lines()
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    // Whoever asked went away.
    cancel: async () => {
      await chunks.return(undefined)
    },
  })
}
