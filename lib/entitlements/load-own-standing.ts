import { database } from '#lib/db/client.ts'
import { ownKey } from '#lib/keys/own-key.ts'
import { requireHolder } from '#lib/subscriptions/require-holder.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'
import { loadStanding, type Standing } from './load-standing.ts'

/**
 * Where a customer, or one of its API keys, stands in the family the caller means. Throws `family_not_found`,
 * `api_key_not_found` and what `requireHolder` throws.
 */
export async function loadOwnStanding(options: {
  customerId: string
  family?: string
  apiKeyId?: string
  at: Temporal.Instant
  ended?: boolean
}): Promise<Standing> {
  const { customerId, apiKeyId } = options
  const familyCode = await resolveFamily(database(), options)
  if (apiKeyId) await ownKey(database(), { customerId, apiKeyId })
  const standing = await loadStanding(database(), { ...options, familyCode })
  if (!standing) throw new Error(`the family ${familyCode} was removed a moment ago`)
  requireHolder(standing.catalog.family, apiKeyId ?? null)
  return standing
}
