import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { nameStatement } from './name-statement.ts'

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient
/** Either: for what may run inside a transaction or outside of one. */
export type DatabaseOrTransaction = Database | Transaction

// Next bundles routes apart from the server that hosts them: one client for both lives on the global object.
const shared = globalThis as { tackonDatabase?: Database }

/** The product's database. Throws when DATABASE_URL is missing. */
export function database(): Database {
  if (shared.tackonDatabase) return shared.tackonDatabase
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set')
  const max = Number(process.env.DATABASE_POOL ?? 20)
  const adapter = new PrismaPg({ connectionString, max }, { statementNameGenerator: nameStatement })
  shared.tackonDatabase = new PrismaClient({ adapter })
  return shared.tackonDatabase
}

/** Closes the connections, for a process that is about to end. */
export async function closeDatabase(): Promise<void> {
  await shared.tackonDatabase?.$disconnect()
  shared.tackonDatabase = undefined
}
