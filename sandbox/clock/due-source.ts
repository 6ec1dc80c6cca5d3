/** One thing of the sandbox itself that waits for its time; told to people by `GET /quiet`. */
export type DueItem = { readonly kind: string; readonly subject: string; readonly dueAt: Temporal.Instant }

/** A part of the sandbox that acts by itself when its time has come: webhooks, refunds. */
export type DueSource = {
  /** Does, or starts, what is due at `now`. Whatever it starts shows in `waitingAt` until it is over. */
  readonly runDue: (now: Temporal.Instant) => void
  readonly waitingAt: (at: Temporal.Instant) => readonly DueItem[]
  readonly nextDueAfter: (after: Temporal.Instant) => Temporal.Instant | null
}
