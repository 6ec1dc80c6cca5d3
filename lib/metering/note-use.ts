import { directPool } from '#lib/db/direct-pool.ts'
import { scheduleWatches } from './schedule-watches.ts'

/** `last_used_at` is worth a write this often, in milliseconds of real time. */
const EVERY_MS = 60_000

const due = new Set<string>()
let isWriting = false

/** Notes now and then that a secret is in use. Nobody waits for it, and nothing depends on it. */
export function noteUse(key: { usedAt: number; loaded: { secretId: string } }, realNow: number): void {
  if (realNow - key.usedAt < EVERY_MS) return
  key.usedAt = realNow
  due.add(key.loaded.secretId)
  if (!isWriting) void writeDue()
}

async function writeDue(): Promise<void> {
  isWriting = true
  while (due.size > 0) {
    const secrets = [...due]
    due.clear()
    const now = Date.now()
    // Whoever holds one of the rows is rotating the key, or another process that notes the same.
    const used = await directPool()
      .query<{ api_key_id: string }>({
        name: 'note-use',
        text: `
          UPDATE api_key_secrets SET last_used_at = $2 WHERE id IN (
            SELECT id FROM api_key_secrets WHERE id = ANY($1) AND (last_used_at IS NULL OR last_used_at < $3)
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
          RETURNING api_key_id`,
        values: [secrets, new Date(now).toISOString(), new Date(now - EVERY_MS).toISOString()],
      })
      .catch(() => null)
    await scheduleWatches(used?.rows.map((row) => row.api_key_id) ?? []).catch(() => {})
  }
  isWriting = false
}
