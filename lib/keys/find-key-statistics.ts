import { database } from '#lib/db/client.ts'
import { statusOf } from './day-rules.ts'
import { loadKeyDays } from './load-key-days.ts'
import { loadKeyStanding } from './load-key-standing.ts'
import type { KeyStatistics } from './statistics-schemas.ts'

/** What a key used today, and what is left (S2.6, S2.8). Throws `api_key_not_found`. */
export async function findKeyStatistics(options: {
  apiKeyId: string
  customerId: string
  at: Temporal.Instant
}): Promise<KeyStatistics> {
  const { apiKeyId, at } = options
  const standing = await loadKeyStanding(database(), options)
  const [today] = await loadKeyDays(database(), { standing, days: 1, at })
  const { window, plan, base: baseLimit, packs } = standing.allowance(at)
  if (!today || !window.resetsAt) throw new Error(`the days of the key ${apiKeyId} never end`)
  const { base, addOn, limit } = today
  const unlimited = packs.some(({ perDay }) => perDay === null)
  const addOnLimit = unlimited ? null : packs.reduce((sum, { perDay }) => sum + (perDay ?? 0n), 0n)
  return {
    apiKeyId,
    tier: plan?.code ?? null,
    timeZone: standing.key.timeZone,
    asOf: at.toString(),
    windowStart: window.start.toString(),
    resetsAt: window.resetsAt.toString(),
    status: statusOf({ base, addOn, baseLimit }),
    base: part(base, baseLimit),
    addOn: part(addOn, addOnLimit),
    total: part(base + addOn, limit),
  }
}

function part(used: bigint, limit: bigint | null) {
  const left = limit === null ? null : limit - used
  return {
    used: Number(used),
    limit: limit === null ? null : Number(limit),
    // A lower tier leaves nothing, not less than nothing.
    remaining: left === null ? null : Number(left < 0n ? 0n : left),
  }
}
