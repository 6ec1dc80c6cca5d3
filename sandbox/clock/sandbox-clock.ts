import type { ClockStore } from './clock-store.ts'

export type SandboxClock = {
  readonly now: () => Promise<Temporal.Instant>
  readonly offsetMs: () => Promise<number>
  /** Moves the time forward to `target`; an instant that has already passed leaves it as it is. */
  readonly moveTo: (target: Temporal.Instant) => Promise<void>
}

/** The one clock of the providers and the app: real time plus an offset that only grows. */
export function sandboxClock(store: ClockStore): SandboxClock {
  const realMs = () => Temporal.Now.instant().epochMilliseconds
  return {
    now: async () => Temporal.Instant.fromEpochMilliseconds(realMs() + (await store.readOffsetMs())),
    offsetMs: () => store.readOffsetMs(),
    async moveTo(target) {
      const wanted = target.epochMilliseconds - realMs()
      const current = await store.readOffsetMs()
      if (wanted > current) await store.writeOffsetMs(wanted)
    },
  }
}
