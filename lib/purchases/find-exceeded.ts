import { database } from '#lib/db/client.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { loadUsage } from '#lib/metering/load-usage.ts'
import { windowOf } from '#lib/metering/window-rules.ts'
import { linesAfter } from './compare-entitlements.ts'
import type { QuotedLine } from './quote-rules.ts'

/** A limit that would be lower than what is used of it already. */
export type ExceededLimit = { feature: string; name: string; unit: string; used: bigint; limit: bigint }

/** The limits that a change takes below what is used already (S3.7). Nobody is stopped by them: one is told. */
export async function findExceeded(options: {
  standing: Standing
  lines: readonly QuotedLine[]
  at: Temporal.Instant
}): Promise<ExceededLimit[]> {
  const { standing, at } = options
  const { catalog, holdings } = standing
  const falls = options.lines.some((line) => line.action === 'reduce' || line.action === 'plan')
  if (!holdings.subscription || !falls) return []
  const anchor = holdings.subscription.anchorAt
  const { timeZone } = catalog.family
  const windows = catalog.features
    .filter((feature) => feature.kind !== 'flag')
    .map((feature) => ({
      featureId: feature.id,
      code: feature.code,
      start: windowOf({ feature, anchor, at, timeZone }).start,
    }))
  const used = await loadUsage(database(), { subscriptionId: holdings.subscription.id, windows })
  const after = entitlementsAt({ catalog, lines: linesAfter(options), at })
  return after.features.flatMap(({ feature, name, unit, total }) => {
    const window = windows.find((found) => found.code === feature)
    const amount = window ? used(window.featureId, window.start) : 0n
    return total !== null && amount > total ? [{ feature, name, unit, used: amount, limit: total }] : []
  })
}
