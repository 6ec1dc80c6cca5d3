import type { Prisma } from '#prisma/generated/client.ts'
import { connectionPool, type DatabaseOrTransaction, database } from './client.ts'
import { nameStatement } from './name-statement.ts'

/**
 * Rows of a read that is asked all day: outside of a transaction straight from the driver, because what Prisma does
 * around a query takes three times as long as the query. Only for columns that both answer alike: text, numbers below
 * 2^31, booleans, JSON and `timestamptz`.
 */
export async function readRows<Row extends object>(
  db: DatabaseOrTransaction,
  query: Prisma.Sql,
): Promise<Row[]> {
  if (db !== database()) return db.$queryRaw<Row[]>(query)
  const { text, values } = query
  const { rows } = await connectionPool().query<Row>({ name: nameStatement({ sql: text }), text, values })
  return rows
}
