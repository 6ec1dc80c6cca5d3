import type { DueSource } from './due-source.ts'
import { earliest } from './earliest.ts'
import type { SandboxClock } from './sandbox-clock.ts'

export type Pump = {
  /** Looks soon whether something is due. Cheap; call it after everything that may have made work. */
  readonly wake: () => void
  readonly stop: () => Promise<void>
}

const longestNapMs = 60_000

/** Drives the due sources by real time, and at once when somebody moved the clock. */
export function startPump(input: {
  readonly clock: SandboxClock
  readonly sources: readonly DueSource[]
}): Pump {
  const { clock, sources } = input
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const pass = async () => {
    do {
      again = false
      const now = await clock.now()
      if (stopped) return
      for (const source of sources) source.runDue(now)
      arm(now)
    } while (again && !stopped)
  }
  const arm = (now: Temporal.Instant) => {
    clearTimeout(timer)
    const next = earliest(sources.map((source) => source.nextDueAfter(now)))
    if (!next) return
    const nap = Math.min(Math.max(next.epochMilliseconds - now.epochMilliseconds, 1), longestNapMs)
    timer = setTimeout(wake, nap)
  }
  const wake = () => {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = pass()
      .catch((error: unknown) => console.error('sandbox: due work failed', error))
      .finally(() => {
        running = null
        if (again) wake()
      })
  }

  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
