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
  const headers: Record<string, string> = {
    'X-RateLimit-Limit': String(shown(toNumber(allowance.base))),
    'X-RateLimit-Remaining': String(shown(left.base)),
  }
  if (isDenied) headers['X-RateLimit-Reset'] = String(reset)
  else if (allowance.plan) headers['X-RateLimit-Tier'] = allowance.plan.code
  headers['X-RateLimit-Additional-Available'] = String(shown(left.packs))
  headers['X-RateLimit-Total-Remaining'] = String(total)
  if (situation === 'pack') headers['X-RateLimit-Used-AddOn'] = 'true'
  headers['RateLimit-Policy'] = `"day";q=${shown(limitOf(quota))};w=${secondsOfWindow(quota)}`
  headers.RateLimit = `"day";r=${total};t=${reset}`
  if (isDenied) headers['Retry-After'] = String(reset)
  return headers
}

/** Everything a key may use in its window; null is "without limit". */
export function limitOf({ allowance }: Quota): number | null {
  let limit = toNumber(allowance.base)
  for (const { perDay } of allowance.packs)
    limit = limit === null || perDay === null ? null : limit + Number(perDay)
  return limit
}

/** Whole seconds until the window is over, rounded up: who waits so long does not come too early. */
export function secondsToReset({ at, resetsAt }: Quota): number {
  return Math.ceil((resetsAt - at) / 1000)
}

function secondsOfWindow({ allowance }: Quota): number {
  const { start, resetsAt } = allowance.window
  return resetsAt ? Math.round((resetsAt.epochMilliseconds - start.epochMilliseconds) / 1000) : 0
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}

function shown(value: number | null): number {
  return value === null ? UNLIMITED_COUNT : Math.min(value, UNLIMITED_COUNT)
}
