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

/** `dueAt` on the product's clock, as `now`. */
export type PlannedWork = {
  kind: WorkKind
  subject: string
  dueAt: Temporal.Instant
  now: Temporal.Instant
}

/**
 * Makes work due at an instant of the product's clock, once per kind and subject: asking again moves it to the
 * earlier instant and makes sure it runs after this transaction even if it is running now. Wakes the workers.
 */
export async function scheduleWork(tx: DatabaseOrTransaction, work: PlannedWork): Promise<void> {
  await scheduleAll(tx, [work])
}

/** Whoever is woken goes on for as long as something is due: more than these at the same instant would find nothing. */
const MOST_WAKES = 8

/** As `scheduleWork`, for many at once; each kind and subject but once. */
export async function scheduleAll(tx: DatabaseOrTransaction, works: readonly PlannedWork[]): Promise<void> {
  if (works.length === 0) return
  const real = realNow()
  const wakes = works.map(({ dueAt, now }) => {
    const wait = Math.max(0, dueAt.epochMilliseconds - now.epochMilliseconds)
    return real.add({ milliseconds: wait }).toString()
  })
  // In one order by everybody: two of them may be about the same.
  await tx.$executeRaw`
    WITH asked AS (
      SELECT *, row_number() OVER (PARTITION BY wake_at ORDER BY kind, subject) AS turn
      FROM unnest(${works.map(({ kind }) => kind)}::text[], ${works.map(({ subject }) => subject)}::text[],
        ${works.map(({ dueAt }) => dueAt.toString())}::timestamptz[], ${works.map(({ now }) => now.toString())}::timestamptz[],
        ${wakes}::timestamptz[]) AS a(kind, subject, due_at, now, wake_at)
    ), due AS (
      INSERT INTO due_work (id, kind, subject, due_at, created_at)
      SELECT uuidv7(), kind, subject, due_at, now FROM asked ORDER BY kind, subject
      ON CONFLICT (kind, subject) DO UPDATE
        SET due_at = LEAST(due_work.due_at, EXCLUDED.due_at), generation = due_work.generation + 1, attempts = 0
      RETURNING kind, subject
    )
    SELECT graphile_worker.add_job('due_work', payload => '{}'::json, run_at => asked.wake_at,
      job_key => asked.kind || ':' || asked.subject, max_attempts => 1)
    FROM due JOIN asked USING (kind, subject) WHERE asked.turn <= ${MOST_WAKES}`
}

/** Asks the job library to look for due work at a real instant. */
export async function wakeWorkers(tx: DatabaseOrTransaction, wake: { at: Temporal.Instant; key: string }) {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('due_work', payload => '{}'::json, run_at => ${wake.at.toString()}::timestamptz,
      job_key => ${wake.key}, max_attempts => 1)`
}
