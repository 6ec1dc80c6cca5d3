import type { Allowance } from '#lib/metering/allowance-rules.ts'
import type { Quota } from '#lib/metering/decide.ts'
import { UNLIMITED_COUNT } from '#lib/metering/limit-advice-rules.ts'

/** The situations of S2.4: what the call was taken from, or that there was nothing. */
export type Situation = 'base' | 'pack' | 'denied'

/**
 * The headers of an answer that was counted, or that was denied (S2.4), in the seed's spelling; and those of
 * draft-ietf-httpapi-ratelimit-headers-10, as one policy: everything a key may use in its day.
 */
export function quotaHeaders(quota: Quota, situation: Situation): Record<string, string> {
  const { allowance, left } = quota
  const isDenied = situation === 'denied'
  const reset = secondsToReset(quota)
  const total = shown(left.total)
  const { base, policy } = lastingOf(allowance)
  const headers: Record<string, string> = {
    'X-RateLimit-Limit': base,
    'X-RateLimit-Remaining': String(shown(left.base)),
  }
  if (isDenied) headers['X-RateLimit-Reset'] = String(reset)
  else if (allowance.plan) headers['X-RateLimit-Tier'] = allowance.plan.code
  headers['X-RateLimit-Additional-Available'] = String(shown(left.packs))
  headers['X-RateLimit-Total-Remaining'] = String(total)
  if (situation === 'pack') headers['X-RateLimit-Used-AddOn'] = 'true'
  headers['RateLimit-Policy'] = policy
  headers.RateLimit = `"day";r=${total};t=${reset}`
  if (isDenied) headers['Retry-After'] = String(reset)
  return headers
}

type Lasting = { base: string; policy: string }
const known = new WeakMap<Allowance, Lasting>()

/** What is the same in every answer about an allowance, and there are thousands. */
function lastingOf(allowance: Allowance): Lasting {
  const found = known.get(allowance)
  if (found) return found
  const policy = `"day";q=${shown(limitOf({ allowance }))};w=${secondsOfWindow(allowance)}`
  const made = { base: String(shown(toNumber(allowance.base))), policy }
  known.set(allowance, made)
  return made
}

/** Everything a key may use in its window; null is "without limit". */
export function limitOf({ allowance }: Pick<Quota, 'allowance'>): number | null {
  let limit = toNumber(allowance.base)
  for (const { perDay } of allowance.packs)
    limit = limit === null || perDay === null ? null : limit + Number(perDay)
  return limit
}

/** Whole seconds until the window is over, rounded up: who waits so long does not come too early. */
export function secondsToReset({ at, resetsAt }: Quota): number {
  return Math.ceil((resetsAt - at) / 1000)
}

function secondsOfWindow({ window: { start, resetsAt } }: Allowance): number {
  return resetsAt ? Math.round((resetsAt.epochMilliseconds - start.epochMilliseconds) / 1000) : 0
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}

function shown(value: number | null): number {
  return value === null ? UNLIMITED_COUNT : Math.min(value, UNLIMITED_COUNT)
}
