import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** A key of this customer. Throws `api_key_not_found`, also for the ids of others, and for a revoked one. */
export async function ownKey(
  db: DatabaseOrTransaction,
  options: { customerId: string; apiKeyId: string },
): Promise<{ id: string; name: string; timeZone: string }> {
  const { customerId, apiKeyId } = options
  const key = await db.apiKey.findFirst({ where: { id: apiKeyId, customerId, revokedAt: null } })
  if (key) return key
  throw new DomainError({
    kind: 'not_found',
    code: 'api_key_not_found',
    field: 'api_key_id',
    detail: 'There is no such API key.',
  })
}
