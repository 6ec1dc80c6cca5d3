import { database } from '#lib/db/client.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'
import { loadStanding, type Standing } from './load-standing.ts'

/** Where a customer stands in the family the caller means. Throws `family_not_found`. */
export async function loadOwnStanding(options: {
  customerId: string
  family?: string
  apiKeyId?: string
  at: Temporal.Instant
  ended?: boolean
}): Promise<Standing> {
  const familyCode = await resolveFamily(database(), options)
  const standing = await loadStanding(database(), { ...options, familyCode })
  if (!standing) throw new Error(`the family ${familyCode} was removed a moment ago`)
  return standing
}
