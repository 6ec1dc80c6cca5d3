import type { z } from 'zod'
import { type AdminTable, type CsvColumn, containing, type TableQuery } from '#lib/admin/table.ts'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'

type FigureRow = {
  id: string
  currency: string
  family: string | null
  customer: { id: string; name: string }
}

/**
 * The rows behind a figure as a list of the desk. `rows` is a query whose columns are called as the row's members are,
 * with a `customer_id` and a text `id`; `rowsOf` is the same, narrowed to a page as well as it can be.
 */
export function figureTable<
  Row extends FigureRow,
  Query extends TableQuery & { q?: string | undefined },
>(figure: {
  name: string
  row: z.ZodType<Row>
  query: z.ZodType<Query>
  rows: Prisma.Sql
  rowsOf: (ids: string[]) => Prisma.Sql
  where: (query: Query) => Prisma.Sql[]
  sorts: Record<string, Prisma.Sql[]>
  csv: readonly CsvColumn<Row>[]
}): AdminTable<Query, Row> {
  return {
    name: `analytics-${figure.name}`,
    row: figure.row,
    query: figure.query,
    id: Prisma.sql`r.id`,
    from: Prisma.sql`(${figure.rows}) r JOIN customers c ON c.id = r.customer_id`,
    where: (query) => [
      ...containing([Prisma.sql`c.name`, Prisma.sql`c.email`], query.q),
      ...figure.where(query),
    ],
    sorts: {
      customer: { by: [Prisma.sql`c.name`] },
      ...Object.fromEntries(Object.entries(figure.sorts).map(([name, by]) => [name, { by }])),
    },
    load: async ({ ids }) => {
      const found = await database().$queryRaw<Record<string, unknown>[]>`
        SELECT r.*, json_build_object('id', c.id, 'name', c.name, 'email', c.email) AS customer
        FROM (${figure.rowsOf(ids)}) r JOIN customers c ON c.id = r.customer_id WHERE r.id = ANY(${ids})`
      return found.map((row) => figure.row.parse(jsonOf(row)))
    },
    csv: [
      ...figure.csv,
      { name: 'currency', value: (row) => row.currency },
      { name: 'family', value: (row) => row.family },
      { name: 'customer_id', value: (row) => row.customer.id },
      { name: 'customer', value: (row) => row.customer.name },
    ],
  }
}

/** An amount's column. */
export function amountColumn<Row extends FigureRow>(
  name: string,
  amountOf: (row: Row) => number,
): CsvColumn<Row> {
  return { name, value: (row) => toDecimalString(BigInt(amountOf(row)), row.currency) }
}

/** The ids of customers that ids of rows begin with. */
export function customersOf(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.slice(0, '00000000-0000-0000-0000-000000000000'.length)))]
}

/** A row as the database has it, as JSON has it. */
function jsonOf(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === 'bigint') return [name, Number(value)]
      return [name, value instanceof Date ? value.toISOString() : value]
    }),
  )
}
