import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** What is used in some windows of a subscription: feature id and window start → used. */
export async function loadUsage(
  db: DatabaseOrTransaction,
  options: { subscriptionId: string; windows: { featureId: string; start: Temporal.Instant }[] },
): Promise<(featureId: string, start: Temporal.Instant) => bigint> {
  const features = options.windows.map((window) => window.featureId)
  const starts = options.windows.map((window) => window.start.toString())
  const rows = await db.$queryRaw<{ featureId: string; start: Date; used: bigint }[]>`
    SELECT u.feature_id AS "featureId", u.window_start AS start, u.used
    FROM usage_counters u
    JOIN unnest(${features}::uuid[], ${starts}::timestamptz[]) AS w(feature_id, window_start)
      USING (feature_id, window_start)
    WHERE u.subscription_id = ${options.subscriptionId}::uuid`
  const used = new Map(rows.map((row) => [`${row.featureId} ${row.start.getTime()}`, row.used]))
  return (featureId, start) => used.get(`${featureId} ${start.epochMilliseconds}`) ?? 0n
}
