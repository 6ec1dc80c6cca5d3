import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * A family with its plans, smallest first, and add-ons, last one first, while nobody else makes or moves something in
 * it: two drafts with one code at the same time, and the second waits, and then sees the first. Throws
 * `family_not_found`.
 */
export async function lockFamily(tx: Transaction, code: string) {
  await tx.$executeRaw`SELECT 1 FROM product_families WHERE code = ${code} FOR NO KEY UPDATE`
  const family = await tx.productFamily.findUnique({
    where: { code },
    include: {
      plans: { orderBy: { rank: 'asc' }, include: { addons: true } },
      addons: { where: { deletedAt: null }, orderBy: { sortOrder: 'desc' } },
    },
  })
  if (family) return family
  const detail = 'There is no such family.'
  throw new DomainError({ kind: 'invalid', code: 'family_not_found', field: 'family', detail })
}
