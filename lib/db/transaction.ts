import { Prisma } from '#prisma/generated/client.ts'
import { database, type Transaction } from './client.ts'

const ATTEMPTS = 5
/** Serialization failure and deadlock, in PostgreSQL's words and in Prisma's. */
const CONFLICTS = /40001|40P01|deadlock detected|could not serialize/

/**
 * Runs short work in one transaction. A serialization failure or deadlock runs it again, so it must do nothing but
 * read and write the database: no provider call, no message.
 */
export async function transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database().$transaction(work, { timeout: 15_000, maxWait: 15_000 })
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error
    }
  }
}

/** Whether an insert met a row that is already there. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  return error instanceof Error && CONFLICTS.test(error.message)
}
