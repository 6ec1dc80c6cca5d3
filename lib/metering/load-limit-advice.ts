import { database } from '#lib/db/client.ts'
import { loadHoldings } from '#lib/subscriptions/load-holdings.ts'
import type { Quota } from './decide.ts'
import type { KnownKey } from './known-keys.ts'
import { type LimitAdvice, limitAdvice } from './limit-advice-rules.ts'

/** Advice is looked up again after this long, in milliseconds: the pace changes, and what others buy meanwhile. */
const FRESH_MS = 60_000

type Kept = { advice: Promise<LimitAdvice>; until: number }
const kept = new WeakMap<KnownKey, Kept>()

/**
 * What would help a key that reached its limit (S2.5), from memory for a minute: whoever keeps calling past the limit
 * must not cost more than whoever is within it. Another purchase makes it another `KnownKey`, without advice.
 *
 * @param options.appUrl links lead to the key's page
 */
export function loadLimitAdvice(options: {
  key: KnownKey
  quota: Quota
  used: number
  appUrl: URL
}): Promise<LimitAdvice> {
  const { key, quota } = options
  const found = kept.get(key)
  if (found && quota.at < found.until && quota.at >= found.until - FRESH_MS) return found.advice
  const advice = load(options)
  kept.set(key, { advice, until: quota.at + FRESH_MS })
  advice.catch(() => kept.delete(key))
  return advice
}

async function load(options: {
  key: KnownKey
  quota: Quota
  used: number
  appUrl: URL
}): Promise<LimitAdvice> {
  const { quota, used, appUrl } = options
  const { customerId, apiKeyId, catalog, feature } = options.key.loaded
  const at = Temporal.Instant.fromEpochMilliseconds(quota.at)
  const familyCode = catalog.family.code
  const holdings = await loadHoldings(database(), { customerId, familyCode, apiKeyId, at })
  const { base, packs, window } = quota.allowance
  const limit = packs.reduce((sum, { perDay }) => sum + (perDay ?? 0n), base ?? 0n)
  return limitAdvice({
    catalog,
    holdings,
    feature: feature.code,
    window,
    used,
    limit: Number(limit),
    at,
    urlOf: (wish) => {
      const url = new URL(`/keys/${apiKeyId}`, appUrl)
      for (const [name, value] of Object.entries(wish)) url.searchParams.set(name, value)
      return url.href
    },
  })
}
