import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * Ends a key with all its secrets, at once and everywhere: the decision about a call reads `revoked_at` (S2.2). What
 * it holds is not given back (D5), and nothing of it renews. Ending it again changes nothing. Throws
 * `api_key_not_found`.
 */
export async function revokeApiKey(
  tx: Transaction,
  options: {
    apiKeyId: string
    customerId: string
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { apiKeyId, customerId, now } = options
  const key = await tx.apiKey.findFirst({ where: { id: apiKeyId, customerId } })
  if (!key) {
    throw new DomainError({
      kind: 'not_found',
      code: 'api_key_not_found',
      detail: 'There is no such API key.',
    })
  }
  const { count } = await tx.apiKey.updateMany({
    where: { id: apiKeyId, revokedAt: null },
    data: { revokedAt: toDate(now) },
  })
  if (count === 0) return
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: 'api_key.revoked',
    subject: `api_key:${apiKeyId}`,
    customerId,
    requestId: options.requestId,
    data: { name: key.name },
    now,
  })
}
