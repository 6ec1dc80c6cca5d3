import type { Feature } from '#lib/catalog/catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Entitlement, EntitlementSource } from '#lib/entitlements/entitlements.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { loadUsage } from './load-usage.ts'
import type { UsageMeter, UsageOverview } from './schemas.ts'
import { type UsageWindow, windowOf } from './window-rules.ts'

/** Every limit of a customer with what is used of it and where it comes from (S0.12). Null: no such family. */
export async function getUsage(
  db: DatabaseOrTransaction,
  options: { customerId: string; familyCode: string; apiKeyId?: string; at: Temporal.Instant },
): Promise<UsageOverview | null> {
  const standing = await loadStanding(db, options)
  if (!standing) return null
  const { catalog, holdings } = standing
  const { at } = options
  const entitlements = entitlementsAt({ catalog, lines: holdings.lines, at })
  const anchor = holdings.subscription?.anchorAt ?? at
  const { timeZone } = catalog.family
  const limits = catalog.features.map((feature) => ({
    feature,
    window: windowOf({ feature, anchor, at, timeZone }),
    entitlement: entitlements.features.find((entry) => entry.feature === feature.code),
  }))
  const usedIn = holdings.subscription
    ? await loadUsage(db, {
        subscriptionId: holdings.subscription.id,
        windows: limits.map(({ feature, window }) => ({ featureId: feature.id, start: window.start })),
      })
    : () => 0n

  const overview: UsageOverview = {
    family: catalog.family.code,
    plan: entitlements.plan,
    at: at.toString(),
    valid_until: entitlements.validUntil?.toString() ?? null,
    meters: [],
    features: [],
  }
  for (const { feature, window, entitlement } of limits) {
    if (!entitlement) continue
    if (feature.kind === 'flag') {
      const { code, name } = feature
      const sources = entitlement.sources.map(serializeSource)
      overview.features.push({ feature: code, name, held: entitlement.flag ?? false, sources })
    } else {
      const used = feature.kind === 'cap' ? null : usedIn(feature.id, window.start)
      overview.meters.push(toMeter({ feature, kind: feature.kind, window, entitlement, used }))
    }
  }
  return overview
}

function toMeter(options: {
  feature: Feature
  kind: UsageMeter['kind']
  window: UsageWindow
  entitlement: Entitlement
  used: bigint | null
}): UsageMeter {
  const { feature, entitlement, used } = options
  const { total } = entitlement
  const left = total === null ? null : total - (used ?? 0n)
  return {
    feature: feature.code,
    name: feature.name,
    unit: feature.unit,
    kind: options.kind,
    window: feature.window,
    used: toNumber(used),
    limit: toNumber(total),
    remaining: left === null ? null : Number(left < 0n ? 0n : left),
    over_limit: left !== null && left < 0n,
    base: toNumber(entitlement.base),
    addon: toNumber(entitlement.addon),
    sources: entitlement.sources.map(serializeSource),
    resets_at: options.window.resetsAt?.toString() ?? null,
  }
}

function serializeSource({ until, value, ...source }: EntitlementSource) {
  return { ...source, value: toNumber(value), until: until?.toString() ?? null }
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
