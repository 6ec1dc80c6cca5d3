import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * The customer's subscription in a family, made when it is missing: everyone is on the family's default plan until
 * they buy another (D10). Throws `family_not_found`.
 */
export async function ensureSubscription(
  tx: DatabaseOrTransaction,
  options: { customerId: string; familyCode: string; now: Temporal.Instant },
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
  const at = options.now.toString()
  await tx.$executeRaw`
    INSERT INTO subscriptions (id, customer_id, family_id, provider, anchor_at, created_at, updated_at)
    VALUES (uuidv7(), ${options.customerId}::uuid, ${family.id}::uuid, ${family.provider},
      ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz)
    ON CONFLICT (customer_id, family_id) DO NOTHING`
  return tx.subscription.findFirstOrThrow({
    where: { customerId: options.customerId, familyId: family.id },
    select: { id: true },
  })
}
