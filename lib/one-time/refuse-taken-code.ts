import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * Throws `value_already_exist` when an add-on of the family that is not deleted has the code. Until the commit nobody
 * else finds out about another one.
 */
export async function refuseTakenCode(
  tx: Transaction,
  options: { familyId: string; code: string },
): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM product_families WHERE id = ${options.familyId}::uuid FOR NO KEY UPDATE`
  if ((await tx.addon.count({ where: { ...options, deletedAt: null } })) === 0) return
  throw new DomainError({
    kind: 'invalid',
    code: 'value_already_exist',
    detail: 'Another add-on has this code.',
    field: 'code',
  })
}
