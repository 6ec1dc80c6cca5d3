const firstRetryMs = 2000
const longestMs = 24 * 60 * 60 * 1000

/**
 * When to try again after attempt number `attempt` (1-based) failed: 2 s, 4 s, 8 s … after it, until 24 h have
 * passed since the first attempt. Null: give up (Razorpay then disables the webhook).
 */
export function nextAttemptAt(input: {
  readonly attempt: number
  readonly firstAttemptAt: Temporal.Instant
  readonly failedAt: Temporal.Instant
}): Temporal.Instant | null {
  const next = input.failedAt.add({ milliseconds: firstRetryMs * 2 ** (input.attempt - 1) })
  const end = input.firstAttemptAt.add({ milliseconds: longestMs })
  return Temporal.Instant.compare(next, end) <= 0 ? next : null
}
