import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { requireHolder } from './require-holder.ts'

/**
 * The subscription of a customer, or of one of its API keys, in a family, made when it is missing: everyone is on the family's default plan until
 * they buy another (D10). Throws `family_not_found` and what `requireHolder` throws.
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
  requireHolder(family, apiKeyId)
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
