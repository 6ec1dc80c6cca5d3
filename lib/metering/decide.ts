import { gather } from '#lib/db/gather.ts'
import { digestOf, hashOf } from '#lib/keys/secret.ts'
import type { Allowance } from './allowance-rules.ts'
import { KnownKey } from './known-keys.ts'
import { loadKeys } from './load-keys.ts'
import { noteUse } from './note-use.ts'
import { readProductClock } from './product-clock.ts'
import { type Left, leftAfter, type UnitSource } from './share-rules.ts'
import { type Answer, takeRequests } from './take-requests.ts'

/** How a key stands once a call was decided. Epoch milliseconds on the product's clock. */
export type Quota = {
  apiKeyId: string
  at: number
  allowance: Allowance
  left: Left
  /** When there is more again, if nothing is bought. */
  resetsAt: number
}

export type Decision =
  /** No secret of ours, or not any more. */
  | { outcome: 'unknown' }
  | { outcome: 'admitted'; quota: Quota; unit: Unit }
  /** `ceiling`: the key itself would have had something left; its customer has not. */
  | { outcome: 'denied'; quota: Quota; used: number; key: KnownKey; reason: 'limit' | 'ceiling' }

/** A unit that was taken, as it has to be known to be given back. */
export type Unit = {
  subscriptionId: string
  featureId: string
  windowStart: Temporal.Instant
  source: UnitSource
  /** When it counted against its customer's ceiling, too. Epoch milliseconds. */
  ceilingAt: number | null
}

/** The key changes with nearly every call: somebody plays. */
const ATTEMPTS = 6
/** A process forgets whom it read first; a key is a few hundred bytes. */
const MOST_KNOWN = 100_000
const MOST_TOGETHER = 1_000
/** With so many waiting the next are sent before the last are answered: the two take turns with processor and disk. */
const ENOUGH_FOR_TWO = 48

/** By the digests of their secrets: nobody finds a secret here. */
const known = new Map<string, KnownKey>()

/** Read on `loadKeys`: everybody who is asked for at the same moment at once, and nobody twice. */
const load = gather(
  async (secrets: string[]) => {
    const wanted = [...new Set(secrets)]
    const loaded = await loadKeys(wanted.map(hashOf), await readProductClock())
    const keys = new Map<string, KnownKey>()
    for (const [index, secret] of wanted.entries()) {
      const found = loaded[index]
      if (found) keys.set(secret, remember(digestOf(secret), new KnownKey(found)))
    }
    return secrets.map((secret) => keys.get(secret) ?? null)
  },
  { most: MOST_TOGETHER },
)

const take = gather(takeRequests, { most: MOST_TOGETHER, enough: ENOUGH_FOR_TWO })

/**
 * Decides about one call with an API key (S2.3): takes a unit of what the key may use now, or says that there is none.
 * Exact and durable across processes: what is admitted is counted before this resolves. Who gets nothing is not
 * counted. Rejects when the database does not answer; then nothing was admitted.
 */
export async function decide(secret: string): Promise<Decision> {
  const digest = digestOf(secret)
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const key = known.get(digest) ?? (await load(secret))
    if (!key || key.hasExpired(Date.now())) return { outcome: 'unknown' }
    const answer = await take(key)
    if (answer.state === 'decided') return toDecision(key, answer)
    if (known.get(digest) === key) known.delete(digest)
  }
  throw new Error('what the key holds changes all the time')
}

function remember(digest: string, key: KnownKey): KnownKey {
  if (known.size >= MOST_KNOWN) {
    for (const oldest of known.keys()) {
      known.delete(oldest)
      break
    }
  }
  known.set(digest, key)
  return key
}

function toDecision(key: KnownKey, answer: Extract<Answer, { state: 'decided' }>): Decision {
  const { at, standing, share, taken } = answer
  const { allowance } = standing
  const { apiKeyId, subscriptionId, feature } = key.loaded
  const quota = { apiKeyId, at, allowance, resetsAt: standing.resetsAt ?? at }
  if (!share) {
    const own = leftAfter(standing.limits, { ...taken, ceilingLeft: null })
    const reason = own.total === 0 ? 'limit' : 'ceiling'
    return {
      outcome: 'denied',
      quota: {
        ...quota,
        left: leftAfter(standing.limits, taken),
        ...(reason === 'ceiling' ? { resetsAt: endOfUtcDay(at) } : {}),
      },
      used: Object.values(taken.packsUsed).reduce((sum, count) => sum + count, taken.baseUsed),
      key,
      reason,
    }
  }
  noteUse(key, Date.now())
  return {
    outcome: 'admitted',
    quota: { ...quota, left: share.left },
    unit: {
      subscriptionId,
      featureId: feature.id,
      windowStart: allowance.window.start,
      source: share.source,
      ceilingAt: taken.ceilingLeft === null ? null : at,
    },
  }
}

/** Ceilings start over there, whatever the zones of the keys below. */
function endOfUtcDay(epochMs: number): number {
  const day = 24 * 60 * 60 * 1000
  return (Math.floor(epochMs / day) + 1) * day
}
