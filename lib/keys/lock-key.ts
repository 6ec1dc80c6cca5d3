import type { Transaction } from '#lib/db/client.ts'
import { ownKey } from './own-key.ts'

/** Takes turns with whoever else changes this key. Throws `api_key_not_found`. */
export async function lockKey(tx: Transaction, key: { apiKeyId: string; customerId: string }) {
  await tx.$executeRaw`
    SELECT 1 FROM api_keys WHERE id = ${key.apiKeyId}::uuid AND customer_id = ${key.customerId}::uuid
    FOR NO KEY UPDATE`
  return ownKey(tx, key)
}
