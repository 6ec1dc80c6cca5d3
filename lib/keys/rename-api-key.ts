import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { lockKey } from './lock-key.ts'

/** Calls a key something else. Throws `api_key_not_found`. */
export async function renameApiKey(
  tx: Transaction,
  options: {
    apiKeyId: string
    customerId: string
    userId: string
    name: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { apiKeyId, customerId, name } = options
  const before = await lockKey(tx, { apiKeyId, customerId })
  if (before.name === name) return
  await tx.apiKey.update({ where: { id: apiKeyId }, data: { name } })
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: 'api_key.renamed',
    subject: `api_key:${apiKeyId}`,
    customerId,
    requestId: options.requestId,
    data: { 'name.before': before.name, 'name.after': name },
    now: options.now,
  })
}
