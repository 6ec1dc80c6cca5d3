import type { FamilyCatalog, Feature } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { directPool } from '#lib/db/direct-pool.ts'
import { REQUESTS } from '#lib/keys/key-family.ts'
import type { AllowanceLine } from './allowance-rules.ts'

/** A secret somebody called with, the key it is of, and what that held when it was read. */
export type LoadedKey = {
  secretId: string
  apiKeyId: string
  customerId: string
  subscriptionId: string
  /** Of the key: raised by whatever changes what its calls may do, but the catalog. */
  version: number
  /** Real time, epoch milliseconds: it works until then; null: until it is replaced. */
  expiresAt: number | null
  /** Its customer has a ceiling for all keys. */
  isCapped: boolean
  timeZone: string
  anchorAt: Temporal.Instant
  /** With the version it was read at. */
  catalog: FamilyCatalog
  feature: Feature
  lines: AllowanceLine[]
}

/** A window is a day and never longer than 25 hours; what ended before it counts no more. */
const WINDOW_MS = 26 * 60 * 60 * 1000

/**
 * The keys of secrets, by their hashes, in one round trip: null for what is unknown, expired or revoked. `loadHoldings`
 * knows more of one subscription than the rules need; this is for many at once, after every restart.
 *
 * @param clock epoch milliseconds; secrets expire in real time
 */
export async function loadKeys(
  hashes: readonly string[],
  clock: { at: number; real: number },
): Promise<(LoadedKey | null)[]> {
  const { rows } = await directPool().query<KeyRow>({
    name: 'load-keys',
    text: SELECT_KEYS,
    values: [hashes, new Date(clock.real).toISOString(), new Date(clock.at - WINDOW_MS).toISOString()],
  })
  const catalogs = await loadCatalogs(new Set(rows.map(({ family }) => family)))
  const found = new Map(rows.map((row) => [row.hash, toKey(row, catalogs)]))
  return hashes.map((hash) => found.get(hash) ?? null)
}

const SELECT_KEYS = `
  SELECT s.hash, s.id AS secret_id, k.id AS api_key_id, k.customer_id, k.time_zone, k.version,
    (extract(epoch FROM s.expires_at) * 1000)::float8 AS expires_at, cu.request_ceiling IS NOT NULL AS is_capped, sub.id AS subscription_id,
    to_json(sub.anchor_at) AS anchor_at, f.code AS family,
    (SELECT coalesce(json_agg(json_build_object('planCode', p.code, 'addonCode', a.code,
        'terms', (SELECT coalesce(json_agg(json_build_object('id', t.id, 'quantity', t.quantity, 'startsAt', t.starts_at,
            'endsAt', t.ends_at, 'graceEndsAt', t.grace_ends_at, 'withdrawnAt', t.withdrawn_at)), '[]')
          FROM terms t WHERE t.line_id = l.id
            AND coalesce(least(coalesce(t.grace_ends_at, t.ends_at), t.withdrawn_at), 'infinity') > $3))), '[]')
      FROM subscription_lines l LEFT JOIN plans p ON p.id = l.plan_id LEFT JOIN addons a ON a.id = l.addon_id
      WHERE l.subscription_id = sub.id) AS lines
  FROM api_key_secrets s JOIN api_keys k ON k.id = s.api_key_id JOIN customers cu ON cu.id = k.customer_id
  JOIN subscriptions sub ON sub.api_key_id = k.id JOIN product_families f ON f.id = sub.family_id
  WHERE s.hash = ANY($1) AND k.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > $2)`

type TermRow = {
  id: string
  quantity: number
  startsAt: string
  endsAt: string | null
  graceEndsAt: string | null
  withdrawnAt: string | null
}
type KeyRow = {
  hash: string
  secret_id: string
  api_key_id: string
  customer_id: string
  time_zone: string
  subscription_id: string
  version: number
  expires_at: number | null
  is_capped: boolean
  anchor_at: string
  family: string
  lines: { planCode: string | null; addonCode: string | null; terms: TermRow[] }[]
}

/** After the keys: none of them is older than what its key was read with. */
async function loadCatalogs(families: ReadonlySet<string>): Promise<Map<string, FamilyCatalog>> {
  const catalogs = new Map<string, FamilyCatalog>()
  for (const family of families) {
    const catalog = await loadFamilyCatalog(database(), family)
    if (catalog) catalogs.set(family, catalog)
  }
  return catalogs
}

function toKey(row: KeyRow, catalogs: ReadonlyMap<string, FamilyCatalog>): LoadedKey {
  const catalog = catalogs.get(row.family)
  const feature = catalog?.features.find(({ code }) => code === REQUESTS)
  if (!catalog || !feature) throw new Error(`the family ${row.family} does not count ${REQUESTS}`)
  return {
    secretId: row.secret_id,
    apiKeyId: row.api_key_id,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    version: row.version,
    expiresAt: row.expires_at,
    isCapped: row.is_capped,
    timeZone: row.time_zone,
    anchorAt: Temporal.Instant.from(row.anchor_at),
    catalog,
    feature,
    lines: row.lines.map((line) => ({ ...line, terms: line.terms.map(toTerm) })),
  }
}

function toTerm({ id, quantity, ...term }: TermRow): AllowanceLine['terms'][number] {
  const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  return {
    id,
    quantity,
    startsAt: Temporal.Instant.from(term.startsAt),
    endsAt: instant(term.endsAt),
    graceEndsAt: instant(term.graceEndsAt),
    withdrawnAt: instant(term.withdrawnAt),
  }
}
