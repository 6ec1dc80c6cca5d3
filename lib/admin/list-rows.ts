import { database } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { AdminTable, TableQuery } from './table.ts'

/** A page of a list, and how many rows there are on all pages. */
export async function listRows<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  query: Query
  at: Temporal.Instant
}): Promise<{ rows: Row[]; total: number }> {
  const { query } = options
  const offset = (query.page - 1) * query.per_page
  const ids = await selectIds({ ...options, slice: Prisma.sql`LIMIT ${query.per_page} OFFSET ${offset}` })
  // A page that is not full is the last one: then there is nothing to count.
  const isLast = ids.length < query.per_page && (ids.length > 0 || offset === 0)
  const total = isLast ? offset + ids.length : await countRows(options)
  return { rows: await loadInOrder({ ...options, ids }), total }
}

async function countRows<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  query: Query
}): Promise<number> {
  const { table, query } = options
  const [counted] = await database().$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM ${table.from} ${whereOf(table.where(query))}`
  return Number(counted?.total ?? 0n)
}

/** Every row of a list, some at a time, as it was when it was asked for: rows that come in meanwhile are left out. */
export async function* eachRow<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  query: Query
  at: Temporal.Instant
  batch: number
}): AsyncGenerator<Row[]> {
  const ids = await selectIds({ ...options, slice: Prisma.empty })
  for (let start = 0; start < ids.length; start += options.batch) {
    yield await loadInOrder({ ...options, ids: ids.slice(start, start + options.batch) })
  }
}

async function selectIds<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  query: Query
  at: Temporal.Instant
  slice: Prisma.Sql
}): Promise<string[]> {
  const { table, query, at, slice } = options
  const sort = table.sorts[query.sort.replace(/^-/, '')]
  if (!sort) throw new RangeError(`${table.name} are not sorted by ${query.sort}`)
  const direction = query.sort.startsWith('-') ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const order = [...sort.by, table.id].map((column) => Prisma.sql`${column} ${direction}`)
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT ${table.id} AS id FROM ${table.from} ${sort.join?.(at) ?? Prisma.empty}
    ${whereOf(table.where(query))} ORDER BY ${Prisma.join(order)} ${slice}`
  return rows.map(({ id }) => id)
}

async function loadInOrder<Query extends TableQuery, Row extends { id: string }>(options: {
  table: AdminTable<Query, Row>
  ids: string[]
  at: Temporal.Instant
}): Promise<Row[]> {
  const { table, ids, at } = options
  if (ids.length === 0) return []
  const rows = new Map((await table.load({ ids, at })).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

function whereOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`
}
