import { z } from 'zod'
import { pageQuery } from '#lib/http/pagination.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** What every list of the desk is asked with. `sort` is a column's name, with a minus for the other way round. */
export type TableQuery = { page: number; per_page: number; sort: string }

/** What rows are put in order by. A join only for that order is made only for it. */
export type TableSort = { by: Prisma.Sql[]; join?: (at: Temporal.Instant) => Prisma.Sql }

/**
 * A list of the desk: which rows there are is one statement over ids, so that counting, paging and exporting agree;
 * what is shown of a row is loaded for the page only.
 */
export type AdminTable<Query extends TableQuery, Row extends { id: string }> = {
  /** In file names and the audit log. */
  name: string
  row: z.ZodType<Row>
  query: z.ZodType<Query>
  /** The column that is the row's id, which also decides between equals. */
  id: Prisma.Sql
  from: Prisma.Sql
  where: (query: Query) => Prisma.Sql[]
  sorts: Record<string, TableSort>
  /** The rows of these ids, in any order. */
  load: (options: { ids: string[]; at: Temporal.Instant }) => Promise<Row[]>
  csv: readonly CsvColumn<Row>[]
}

export type CsvColumn<Row> = { name: string; value: (row: Row) => string | number | null }

/** The query of a list: pages (E.5), the order, and what it is narrowed to. */
export function tableQuery<Filters extends z.ZodRawShape>(options: {
  sorts: readonly string[]
  sort: string
  filters: Filters
}) {
  const orders = options.sorts.flatMap((sort) => [sort, `-${sort}`])
  return z.strictObject({ ...pageQuery, sort: z.enum(orders).default(options.sort), ...options.filters })
}

/** Words to look for. */
export const searchFilter = z.string().trim().max(200).optional()

/** Calendar days of UTC, both included. */
export const dayFilters = {
  from: z.iso.date().refine(isStorable, { error: 'Must be a day since 1900.' }).optional(),
  to: z.iso.date().refine(isStorable, { error: 'Must be a day since 1900.' }).optional(),
}

function isStorable(day: string): boolean {
  return day >= '1900'
}

/** Rows of a span of days. */
export function within(column: Prisma.Sql, days: { from?: string | undefined; to?: string | undefined }) {
  return [
    ...(days.from === undefined
      ? []
      : [Prisma.sql`${column} >= (${days.from}::date)::timestamp AT TIME ZONE 'UTC'`]),
    ...(days.to === undefined
      ? []
      : [Prisma.sql`${column} < (${days.to}::date + 1)::timestamp AT TIME ZONE 'UTC'`]),
  ]
}

/** Rows in any of whose columns the words stand, whatever their case. */
export function containing(columns: Prisma.Sql[], words: string | undefined): Prisma.Sql[] {
  if (!words) return []
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return [
    Prisma.sql`(${Prisma.join(
      columns.map((column) => Prisma.sql`${column} ILIKE ${pattern}`),
      ' OR ',
    )})`,
  ]
}

/** Rows of customers by whose name or address the words go. */
export function ofCustomer(column: Prisma.Sql, words: string): Prisma.Sql {
  const [named = Prisma.sql`true`] = containing([Prisma.sql`w.name`, Prisma.sql`w.email`], words)
  return Prisma.sql`${column} IN (SELECT w.id FROM customers w WHERE ${named})`
}

/** Rows whose column is exactly that. */
export function equal(column: Prisma.Sql, value: string | undefined): Prisma.Sql[] {
  return value === undefined ? [] : [Prisma.sql`${column} = ${value}`]
}

/** As `equal`, for an id. */
export function equalId(column: Prisma.Sql, value: string | undefined): Prisma.Sql[] {
  return value === undefined ? [] : [Prisma.sql`${column} = ${value}::uuid`]
}
