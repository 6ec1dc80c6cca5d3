import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'

/** What the product does later. Every kind has one handler, listed in lib/server/work-handlers.ts. */
export type WorkKind =
  | 'converge-purchase'
  | 'converge-invoice-order'
  | 'converge-provider-order'
  | 'converge-provider-subscription'
  | 'converge-provider-payment'
  | 'prepare-renewal'
  | 'renew-prepaid'
  | 'watch-key'
  | 'keep-method'
  | 'execute-refund'
  | 'deliver-message'
  | 'remind-line'
  | 'sync-catalog-item'

/**
 * Makes work due at an instant of the product's clock, once per kind and subject: asking again moves it to the
 * earlier instant and makes sure it runs after this transaction even if it is running now. Wakes the workers.
 */
export async function scheduleWork(
  tx: DatabaseOrTransaction,
  work: { kind: WorkKind; subject: string; dueAt: Temporal.Instant; now: Temporal.Instant },
): Promise<void> {
  const dueAt = work.dueAt.toString()
  await tx.$executeRaw`
    INSERT INTO due_work (id, kind, subject, due_at, created_at)
    VALUES (uuidv7(), ${work.kind}, ${work.subject}, ${dueAt}::timestamptz, ${work.now.toString()}::timestamptz)
    ON CONFLICT (kind, subject) DO UPDATE
      SET due_at = LEAST(due_work.due_at, EXCLUDED.due_at), generation = due_work.generation + 1, attempts = 0`
  const wait = Math.max(0, work.dueAt.epochMilliseconds - work.now.epochMilliseconds)
  await wakeWorkers(tx, { at: realNow().add({ milliseconds: wait }), key: `${work.kind}:${work.subject}` })
}

/** Asks the job library to look for due work at a real instant. */
export async function wakeWorkers(tx: DatabaseOrTransaction, wake: { at: Temporal.Instant; key: string }) {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('due_work', payload => '{}'::json, run_at => ${wake.at.toString()}::timestamptz,
      job_key => ${wake.key}, max_attempts => 1)`
}
