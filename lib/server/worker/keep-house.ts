import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'

/** How long the answers of idempotent requests are repeated; what clients retry they retry within a day. */
const ANSWERS_KEPT = { hours: 7 * 24 }
const LINKS_KEPT = { hours: 24 }

/** Throws away what has no use any more. Nothing of the trade: books and their reasons stay. */
export async function keepHouse(): Promise<void> {
  const now = realNow()
  const answersBefore = now.subtract(ANSWERS_KEPT).toString()
  const dayAgo = now.subtract(LINKS_KEPT).toString()
  await database()
    .$executeRaw`DELETE FROM idempotency_records WHERE created_at < ${answersBefore}::timestamptz`
  await database().$executeRaw`DELETE FROM sign_in_links WHERE expires_at < ${dayAgo}::timestamptz`
  await database().$executeRaw`DELETE FROM worker_heartbeats WHERE seen_at < ${dayAgo}::timestamptz`
}
