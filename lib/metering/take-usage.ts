import type { Transaction } from '#lib/db/client.ts'
import { LARGEST_COUNT } from './schemas.ts'

/** Whether it was counted, and what is used after it. */
export type Taken = { counted: boolean; used: bigint }

/**
 * Adds an amount to a window's count if the limit allows it, in one statement: callers at the same time can neither
 * pass the limit together nor lose what another counted. A negative amount takes away, never below 0.
 */
export async function takeUsage(
  tx: Transaction,
  take: {
    subscriptionId: string
    featureId: string
    windowStart: Temporal.Instant
    amount: bigint
    /** Null is without limit. */
    limit: bigint | null
    now: Temporal.Instant
  },
): Promise<Taken> {
  const { subscriptionId, featureId, amount } = take
  const window = take.windowStart.toString()
  const now = take.now.toString()
  const limit = smaller(take.limit ?? BigInt(LARGEST_COUNT), BigInt(LARGEST_COUNT))
  const rows =
    amount < 0n
      ? await tx.$queryRaw<{ used: bigint }[]>`
          UPDATE usage_counters SET used = used + ${amount}, updated_at = ${now}::timestamptz
          WHERE subscription_id = ${subscriptionId}::uuid AND feature_id = ${featureId}::uuid
            AND window_start = ${window}::timestamptz AND used + ${amount} >= 0
          RETURNING used`
      : await tx.$queryRaw<{ used: bigint }[]>`
          INSERT INTO usage_counters (subscription_id, feature_id, window_start, used, updated_at)
          SELECT ${subscriptionId}::uuid, ${featureId}::uuid, ${window}::timestamptz, ${amount}::bigint,
            ${now}::timestamptz
          WHERE ${amount}::bigint <= ${limit}::bigint
          ON CONFLICT (subscription_id, feature_id, window_start) DO UPDATE
            SET used = usage_counters.used + EXCLUDED.used, updated_at = EXCLUDED.updated_at
            WHERE usage_counters.used + EXCLUDED.used <= ${limit}::bigint
          RETURNING used`
  const [row] = rows
  if (row) return { counted: true, used: row.used }
  const [standing] = await tx.$queryRaw<{ used: bigint }[]>`
    SELECT used FROM usage_counters
    WHERE subscription_id = ${subscriptionId}::uuid AND feature_id = ${featureId}::uuid
      AND window_start = ${window}::timestamptz`
  return { counted: false, used: standing?.used ?? 0n }
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
