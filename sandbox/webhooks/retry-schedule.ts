/** How a provider goes on after an attempt that failed. */
export type RetrySchedule = {
  readonly firstMs: number
  /** Each wait doubles the one before, up to this long. */
  readonly longestWaitMs: number
  /** Counted from the first attempt. */
  readonly giveUpAfterMs: number
  /** Whether the endpoint is switched off when the time is over. */
  readonly disables: boolean
}

/** When to try again after attempt number `attempt` (1-based) failed. Null: give up. */
export function nextAttemptAt(input: {
  readonly schedule: RetrySchedule
  readonly attempt: number
  readonly firstAttemptAt: Temporal.Instant
  readonly failedAt: Temporal.Instant
}): Temporal.Instant | null {
  const { schedule, attempt } = input
  const wait = Math.min(schedule.firstMs * 2 ** (attempt - 1), schedule.longestWaitMs)
  const next = input.failedAt.add({ milliseconds: wait })
  const end = input.firstAttemptAt.add({ milliseconds: schedule.giveUpAfterMs })
  return Temporal.Instant.compare(next, end) <= 0 ? next : null
}
