import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { wakeWorkers } from './schedule-work.ts'
import { LeaseLost, type Work, type WorkHandlers } from './work.ts'

/** How long a worker may hold work, in real time. A killed worker's work is taken over after it. */
const LEASE = { seconds: 30 }
const BATCH = 16

/**
 * Takes what is due, a batch at a time, until nothing is. Any number of workers may run this at once: each row is
 * leased to one. Answers how many pieces of work were done.
 *
 * @param options.onError told of a piece that failed and will be tried again
 */
export async function runDueWork(options: {
  handlers: WorkHandlers
  onError?: (work: Work, error: unknown) => void
}): Promise<number> {
  let done = 0
  for (;;) {
    const batch = await leaseDueWork()
    if (batch.length === 0) return done
    const results = await Promise.all(batch.map((work) => runOne(work, options)))
    done += results.filter(Boolean).length
  }
}

async function runOne(
  work: Work,
  options: { handlers: WorkHandlers; onError?: (work: Work, error: unknown) => void },
): Promise<boolean> {
  try {
    await options.handlers[work.kind](work)
    return true
  } catch (error) {
    if (error instanceof LeaseLost) return false
    options.onError?.(work, error)
    await postpone(work, error)
    return false
  }
}

async function leaseDueWork(): Promise<Work[]> {
  const at = await now()
  const real = realNow()
  const rows = await database().$queryRaw<(Omit<Work, 'dueAt'> & { due_at: Date })[]>`
    UPDATE due_work SET leased_until = ${real.add(LEASE).toString()}::timestamptz, fence = fence + 1
    WHERE id IN (
      SELECT id FROM due_work
      WHERE due_at <= ${at.toString()}::timestamptz
        AND (leased_until IS NULL OR leased_until < ${real.toString()}::timestamptz)
      ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, subject, due_at, attempts, generation, fence`
  return rows.map(({ due_at, ...work }) => ({
    ...work,
    dueAt: Temporal.Instant.fromEpochMilliseconds(due_at.getTime()),
  }))
}

/** 2 s, 4 s, 8 s … up to an hour, on the product's clock; a newer reason keeps its own instant. */
async function postpone(work: Work, error: unknown) {
  const at = await now()
  const next = at.add({ seconds: Math.min(3600, 2 ** (work.attempts + 1)) })
  const message = error instanceof Error ? error.message : JSON.stringify(error)
  await database().$executeRaw`
    UPDATE due_work SET leased_until = NULL, attempts = attempts + 1, last_error = ${message.slice(0, 500)},
      due_at = CASE WHEN generation = ${work.generation} THEN ${next.toString()}::timestamptz ELSE due_at END
    WHERE id = ${work.id}::uuid AND fence = ${work.fence}`
  const wait = next.epochMilliseconds - at.epochMilliseconds
  await wakeWorkers(database(), {
    at: realNow().add({ milliseconds: wait }),
    key: `${work.kind}:${work.subject}`,
  })
}
