import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'

/** A worker that was not heard of for this long is gone, in seconds of real time. */
export const HEARTBEAT_SECONDS = 30

/** Says that a worker is at work. */
export async function beat(workerId: string): Promise<void> {
  await database().$executeRaw`
    INSERT INTO worker_heartbeats (worker_id, seen_at) VALUES (${workerId}::uuid, ${realNow().toString()}::timestamptz)
    ON CONFLICT (worker_id) DO UPDATE SET seen_at = EXCLUDED.seen_at`
}

/** Says that it leaves. */
export async function endBeat(workerId: string): Promise<void> {
  await database().$executeRaw`DELETE FROM worker_heartbeats WHERE worker_id = ${workerId}::uuid`
}
