import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { nameStatement } from './name-statement.ts'

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient
/** Either: for what may run inside a transaction or outside of one. */
export type DatabaseOrTransaction = Database | Transaction

type Connected = { prisma: Database; pool: pg.Pool }

// Next bundles routes apart from the server that hosts them: one client for both lives on the global object.
const shared = globalThis as { tackonDatabase?: Connected }

/** The product's database. Throws when DATABASE_URL is missing. */
export function database(): Database {
  return connected().prisma
}

/** The connections it uses, for reads that Prisma would only stand in the way of (read-rows.ts). */
export function connectionPool(): pg.Pool {
  return connected().pool
}

function connected(): Connected {
  if (shared.tackonDatabase) return shared.tackonDatabase
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set')
  const pool = new pg.Pool({ connectionString, max: Number(process.env.DATABASE_POOL ?? 20) })
  // An idle connection was lost. The next query opens another, or fails and says so.
  pool.on('error', () => {})
  const options = { statementNameGenerator: nameStatement, disposeExternalPool: true }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, options) })
  shared.tackonDatabase = { prisma, pool }
  return shared.tackonDatabase
}

/** Closes the connections, for a process that is about to end. */
export async function closeDatabase(): Promise<void> {
  const last = shared.tackonDatabase
  shared.tackonDatabase = undefined
  await last?.prisma.$disconnect()
  // Prisma ends it only if it was ever used.
  if (last && !last.pool.ended) await last.pool.end()
}
