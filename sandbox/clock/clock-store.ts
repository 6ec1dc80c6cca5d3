/** Something that waits for its time in the app: an unprocessed delivery, an unsent message, due work. */
export type WaitingWork = {
  readonly kind: string
  readonly subject: string
  readonly dueAt: Temporal.Instant
}

/**
 * Where the one clock's offset lives, and what the app has waiting on that clock.
 * now = real time + offset; `offsetMs` is never lowered.
 */
export type ClockStore = {
  readonly readOffsetMs: () => Promise<number>
  /** Throws a `Problem` when the place to keep it does not exist. */
  readonly writeOffsetMs: (offsetMs: number) => Promise<void>
  readonly waitingAt: (at: Temporal.Instant) => Promise<readonly WaitingWork[]>
  readonly nextDueAfter: (after: Temporal.Instant) => Promise<Temporal.Instant | null>
  /** Tells the app's workers that time has moved. */
  readonly wakeApp: () => Promise<void>
  readonly close: () => Promise<void>
}
