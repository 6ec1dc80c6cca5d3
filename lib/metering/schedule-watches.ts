import { directPool } from '#lib/db/direct-pool.ts'
import { readProductClock } from './product-clock.ts'

/**
 * Has keys that were called looked at when the hour of the product's clock is full (S2.10). The sweep finds it then:
 * an alarm for each would cost more than the looking.
 */
export async function scheduleWatches(apiKeyIds: readonly string[]): Promise<void> {
  if (apiKeyIds.length === 0) return
  const { at } = await readProductClock()
  await directPool().query({
    name: 'schedule-watches',
    text: `
      INSERT INTO due_work (id, kind, subject, due_at, created_at)
      SELECT uuidv7(), 'watch-key', key, date_trunc('hour', $2::timestamptz) + interval '1 hour', $2
      FROM unnest($1::text[]) key ORDER BY key
      ON CONFLICT (kind, subject) DO UPDATE
        SET due_at = least(due_work.due_at, EXCLUDED.due_at), generation = due_work.generation + 1
        WHERE due_work.due_at > EXCLUDED.due_at`,
    values: [[...new Set(apiKeyIds)], new Date(at).toISOString()],
  })
}
