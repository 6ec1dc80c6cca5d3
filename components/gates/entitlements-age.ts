import type { EntitlementsResponse } from '#lib/entitlements/schemas.ts'

/** Timers count in 31 bits: whatever is further away is looked at again after a day. In milliseconds. */
const LONGEST_MS = 24 * 60 * 60 * 1000
/** Much ends at the same midnight, and nobody needs it in the same second. */
const SPREAD_MS = 2_000

/** The answer that was given later; of two of the same moment the first. */
export function newerOf(one: EntitlementsResponse, other: EntitlementsResponse): EntitlementsResponse {
  return Date.parse(other.at) > Date.parse(one.at) ? other : one
}

/** Whether two answers say the same, at whatever time they were given. */
export function isSameEntitlements(one: EntitlementsResponse, other: EntitlementsResponse): boolean {
  return JSON.stringify({ ...one, at: '' }) === JSON.stringify({ ...other, at: '' })
}

/** How long after it was given an answer has to be asked for anew, in milliseconds; null when nothing ends it. */
export function untilNextLook({ at, validUntil }: EntitlementsResponse): number | null {
  if (validUntil === null) return null
  const left = Math.max(0, Date.parse(validUntil) - Date.parse(at))
  return Math.min(left, LONGEST_MS) + 250 + Math.random() * SPREAD_MS
}
