import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * The subscription of a customer, or of one of its API keys, in a family, made when it is missing: everyone is on the family's default plan until
 * they buy another (D10). Throws `family_not_found` and, where keys hold what there is, `api_key_required`.
 */
export async function ensureSubscription(
  tx: DatabaseOrTransaction,
  options: { customerId: string; familyCode: string; apiKeyId?: string | null; now: Temporal.Instant },
): Promise<{ id: string }> {
  const family = await tx.productFamily.findUnique({ where: { code: options.familyCode } })
  if (!family) {
    throw new DomainError({
      kind: 'not_found',
      code: 'family_not_found',
      detail: `There is no product family "${options.familyCode}"`,
      field: 'family',
    })
  }
  const apiKeyId = options.apiKeyId ?? null
  if ((apiKeyId !== null) !== (family.heldBy === 'api_key')) throw wrongHolder(apiKeyId)
  const at = options.now.toString()
  await tx.$executeRaw`
    INSERT INTO subscriptions (id, customer_id, family_id, api_key_id, provider, anchor_at, created_at, updated_at)
    VALUES (uuidv7(), ${options.customerId}::uuid, ${family.id}::uuid, ${apiKeyId}::uuid,
      ${family.provider},
      ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz)
    ON CONFLICT DO NOTHING`
  return tx.subscription.findFirstOrThrow({
    where: { customerId: options.customerId, familyId: family.id, apiKeyId },
    select: { id: true },
  })
}

function wrongHolder(apiKeyId: string | null): DomainError {
  return new DomainError({
    kind: 'invalid',
    code: apiKeyId === null ? 'api_key_required' : 'not_held_by_keys',
    field: 'api_key_id',
    detail:
      apiKeyId === null
        ? 'What this family sells is held by an API key. Say which.'
        : 'What this family sells is not held by an API key.',
  })
}
