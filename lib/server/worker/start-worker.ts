import { randomUUID } from 'node:crypto'
import { Logger, run } from 'graphile-worker'
import { log } from '#lib/http/log.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import type { Work } from '#lib/jobs/work.ts'
import { config } from '../config.ts'
import { workHandlers } from '../work-handlers.ts'
import { beat, endBeat } from './heartbeat.ts'
import { keepHouse } from './keep-house.ts'
import { listenForClock } from './listen-for-clock.ts'

/** Work whose wake-up was lost in a crash is found after this long, in milliseconds. */
const SWEEP_MS = 3_000
const BEAT_MS = 5_000
const HOUSEKEEPING_MS = 60 * 60 * 1000

/**
 * Does what is due, whenever the job library, a moved clock or the regular sweep says there may be something. Any
 * number of workers may run. `stop` finishes what is under way.
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const workerId = randomUUID()
  const takeDueWork = async () => {
    await runDueWork({ handlers: workHandlers, onError: logFailure })
  }
  const runner = await run({
    connectionString: config().databaseUrl,
    concurrency: 4,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log().warn({ source: 'graphile-worker' }, message)
    }),
    taskList: { due_work: takeDueWork },
  })
  const clock = listenForClock({ onMove: takeDueWork })
  const loops = [
    everyWhile(BEAT_MS, () => beat(workerId)),
    everyWhile(SWEEP_MS, takeDueWork),
    everyWhile(HOUSEKEEPING_MS, keepHouse),
  ]
  return {
    stop: async () => {
      await Promise.all([runner.stop(), clock.stop(), ...loops.map((loop) => loop.stop())])
      await endBeat(workerId).catch(() => {})
    },
  }
}

function logFailure(work: Work, error: unknown): void {
  log().warn(
    { kind: work.kind, subject: work.subject, attempts: work.attempts, err: error },
    'work will be tried again',
  )
}

/** Runs the task, waits, runs it again; never twice at once. A failure is logged, and the next turn comes. */
function everyWhile(waitMs: number, task: () => Promise<void>): { stop(): Promise<void> } {
  const ending = Promise.withResolvers<void>()
  let isEnding = false
  const loop = async () => {
    while (!isEnding) {
      await task().catch((error: unknown) => log().warn({ err: error }, 'a turn of the worker failed'))
      let timer: NodeJS.Timeout | undefined
      const wait = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, waitMs)
      })
      await Promise.race([wait, ending.promise])
      clearTimeout(timer)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      isEnding = true
      ending.resolve()
      await running
    },
  }
}
