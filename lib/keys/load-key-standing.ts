import type { FamilyCatalog, Feature } from '#lib/catalog/catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { type Allowance, allowanceAt } from '#lib/metering/allowance-rules.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import { KEY_FAMILY, REQUESTS } from './key-family.ts'
import { ownKey } from './own-key.ts'

/** A key, what it holds and held, and what it may use at any instant of it. */
export type KeyStanding = {
  key: { id: string; name: string; timeZone: string }
  catalog: FamilyCatalog
  feature: Feature
  holdings: Holdings & { subscription: NonNullable<Holdings['subscription']> }
  allowance(at: Temporal.Instant): Allowance
}

/** Throws `api_key_not_found`, also for the ids of others. */
export async function loadKeyStanding(
  db: DatabaseOrTransaction,
  options: { apiKeyId: string; customerId: string; at: Temporal.Instant },
): Promise<KeyStanding> {
  const { apiKeyId, customerId, at } = options
  const key = await ownKey(db, options)
  const standing = await loadStanding(db, { customerId, familyCode: KEY_FAMILY, apiKeyId, at, ended: true })
  const feature = standing?.catalog.features.find(({ code }) => code === REQUESTS)
  const subscription = standing?.holdings.subscription
  if (!standing || !feature || !subscription) throw new Error(`the key ${apiKeyId} has no subscription`)
  const { catalog, holdings } = standing
  const asked = { catalog, feature, lines: holdings.lines, timeZone: key.timeZone }
  return {
    key,
    catalog,
    feature,
    holdings: { ...holdings, subscription },
    allowance: (instant) => allowanceAt({ ...asked, anchor: subscription.anchorAt, at: instant }),
  }
}
