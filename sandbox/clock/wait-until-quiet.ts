import { setTimeout as sleep } from 'node:timers/promises'
import type { ClockStore } from './clock-store.ts'
import type { DueItem, DueSource } from './due-source.ts'
import type { Pump } from './pump.ts'
import type { SandboxClock } from './sandbox-clock.ts'

export type TimeKeeping = {
  readonly clock: SandboxClock
  readonly store: ClockStore
  readonly sources: readonly DueSource[]
  readonly pump: Pump
  /** How long to wait for quiet before going on without it, in real milliseconds. */
  readonly patienceMs: number
}

const pollMs = 15

/**
 * Waits until nothing is due: no webhook under way, no row of the app's `waiting_work`. Gives up after `patienceMs`
 * and returns what still waits (empty = quiet).
 *
 * `horizonMs` looks that far ahead into the sandbox's own business; `ignored` holds keys not worth waiting for.
 */
export async function waitUntilQuiet(
  input: TimeKeeping & {
    readonly horizonMs: number
    readonly ignored?: ReadonlySet<string>
  },
): Promise<readonly DueItem[]> {
  const started = performance.now()
  let quietPolls = 0
  for (;;) {
    input.pump.wake()
    const waiting = (await whatWaits(input)).filter((item) => !input.ignored?.has(keyOf(item)))
    // Twice in a row: between the two looks at both sides, work may have passed from one to the other.
    quietPolls = waiting.length === 0 ? quietPolls + 1 : 0
    if (quietPolls === 2) return []
    if (performance.now() - started > input.patienceMs) return waiting
    await sleep(pollMs)
  }
}

export function keyOf(item: DueItem): string {
  return `${item.kind} ${item.subject} ${item.dueAt.epochMilliseconds}`
}

async function whatWaits(input: TimeKeeping & { readonly horizonMs: number }): Promise<readonly DueItem[]> {
  const now = await input.clock.now()
  const ahead = now.add({ milliseconds: input.horizonMs })
  const own = input.sources.flatMap((source) => source.waitingAt(ahead))
  return [...own, ...(await input.store.waitingAt(now))]
}
