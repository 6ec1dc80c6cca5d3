import { earliest } from './earliest.ts'
import { keyOf, type TimeKeeping, waitUntilQuiet } from './wait-until-quiet.ts'

/**
 * Moves the time to `target`, stopping at every instant at which something is due (in the app or in the
 * sandbox) until that is done, so that renewals, retries and reminders happen in their order and at their time.
 * What makes no progress (for `patienceMs`) is left behind. Returns the time reached.
 */
export async function advanceClock(
  input: TimeKeeping & { readonly target: Temporal.Instant },
): Promise<Temporal.Instant> {
  const { clock, store, sources, target } = input
  const stuck = new Set<string>()
  const settle = async () => {
    await store.wakeApp()
    const left = await waitUntilQuiet({ ...input, horizonMs: 0, ignored: stuck })
    for (const item of left) stuck.add(keyOf(item))
  }

  await settle()
  for (;;) {
    const now = await clock.now()
    const next = earliest([
      await store.nextDueAfter(now),
      ...sources.map((source) => source.nextDueAfter(now)),
    ])
    if (!next || Temporal.Instant.compare(next, target) > 0) break
    await clock.moveTo(next)
    await settle()
  }
  await clock.moveTo(target)
  await settle()
  return clock.now()
}
