import { database } from '#lib/db/client.ts'
import { now as productNow, realNow } from '#lib/db/clock.ts'

/** How long the answers of idempotent requests are repeated; what clients retry they retry within a day. */
const ANSWERS_KEPT = { hours: 7 * 24 }
const LINKS_KEPT = { hours: 24 }
/** A year to look back at, and the month before to compare it with. */
const USES_KEPT = { days: 13 * 31 }

/** Throws away what has no use any more. Nothing of the trade: books and their reasons stay. */
export async function keepHouse(): Promise<void> {
  const now = realNow()
  const answersBefore = now.subtract(ANSWERS_KEPT).toString()
  const dayAgo = now.subtract(LINKS_KEPT).toString()
  await database()
    .$executeRaw`DELETE FROM idempotency_records WHERE created_at < ${answersBefore}::timestamptz`
  await database().$executeRaw`DELETE FROM sign_in_links WHERE expires_at < ${dayAgo}::timestamptz`
  await database().$executeRaw`DELETE FROM phone_codes WHERE expires_at < ${dayAgo}::timestamptz`
  await forgetUses()
  await database().$executeRaw`DELETE FROM worker_heartbeats WHERE seen_at < ${dayAgo}::timestamptz`
}

/** Counts by day are kept for thirteen months of the product's clock; gauges and months are few. */
async function forgetUses(): Promise<void> {
  const before = (await productNow()).subtract({ hours: USES_KEPT.days * 24 }).toString()
  await database().$executeRaw`
    DELETE FROM usage_counters u USING features f
    WHERE f.id = u.feature_id AND f."window" = 'day' AND u.window_start < ${before}::timestamptz`
  await database().$executeRaw`DELETE FROM ceiling_counters WHERE window_start < ${before}::timestamptz`
}
