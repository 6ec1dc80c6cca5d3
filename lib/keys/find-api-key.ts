import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { describeKeys } from './describe-keys.ts'
import { ownKey } from './own-key.ts'
import type { ApiKeyView } from './schemas.ts'

/** A key of this customer as lists show it. Throws `api_key_not_found`. */
export async function findApiKey(
  db: DatabaseOrTransaction,
  options: { apiKeyId: string; customerId: string; at: Temporal.Instant },
): Promise<ApiKeyView> {
  const { id } = await ownKey(db, options)
  const where = { id, customerId: options.customerId }
  const [key] = await describeKeys(db, { where, at: options.at, realNow: realNow() })
  if (!key) throw new Error(`the key ${id} was removed a moment ago`)
  return key
}
