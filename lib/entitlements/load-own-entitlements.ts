import { now } from '#lib/db/clock.ts'
import { loadOwnStanding } from './load-own-standing.ts'
import type { EntitlementsResponse } from './schemas.ts'
import { serializeEntitlements } from './serialize-entitlements.ts'

/** What a customer may do now in the family the caller means, as pages and scripts read it. Throws `family_not_found`. */
export async function loadOwnEntitlements(options: {
  customerId: string
  userId: string
  family?: string
  at?: Temporal.Instant
}): Promise<EntitlementsResponse> {
  const at = options.at ?? (await now())
  return serializeEntitlements({ ...(await loadOwnStanding({ ...options, at })), userId: options.userId, at })
}
