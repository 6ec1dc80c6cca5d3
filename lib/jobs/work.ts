import type { Transaction } from '#lib/db/client.ts'
import type { WorkKind } from './schedule-work.ts'

/** Due work in the hands of one worker. The fence tells its lease from any later one. */
export type Work = {
  id: string
  kind: WorkKind
  subject: string
  dueAt: Temporal.Instant
  attempts: number
  generation: number
  fence: number
}

/**
 * Does one kind of work: reads what it needs, asks providers outside of any transaction, then calls `finishWork` in
 * the transaction that writes the effects. An exception leaves the work to be tried again.
 */
export type WorkHandler = (work: Work) => Promise<void>

export type WorkHandlers = Record<WorkKind, WorkHandler>

/** Another worker holds the work by now: everything this one was about to write is rolled back. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/**
 * Ends the work in the transaction of its effects. With `again`, or when a new reason came in while it was running,
 * it stays due (at that instant, or at once).
 */
export async function finishWork(
  tx: Transaction,
  work: Work,
  options: { again?: Temporal.Instant } = {},
): Promise<void> {
  const next = options.again?.toString() ?? null
  const held = await tx.$queryRaw<{ generation: number }[]>`
    SELECT generation FROM due_work WHERE id = ${work.id}::uuid AND fence = ${work.fence} FOR UPDATE`
  const row = held[0]
  if (!row) throw new LeaseLost(`${work.kind} ${work.subject} was taken over`)
  if (row.generation === work.generation && next === null) {
    await tx.$executeRaw`DELETE FROM due_work WHERE id = ${work.id}::uuid`
    return
  }
  // A new reason came in meanwhile: the row is due as it stands. Otherwise it waits for its next instant.
  await tx.$executeRaw`
    UPDATE due_work SET leased_until = NULL, attempts = 0, last_error = NULL,
      due_at = CASE WHEN generation = ${work.generation} THEN ${next}::timestamptz ELSE due_at END
    WHERE id = ${work.id}::uuid`
}
