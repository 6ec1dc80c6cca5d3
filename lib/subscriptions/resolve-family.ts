import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { readRows } from '#lib/db/read-rows.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { Prisma } from '#prisma/generated/client.ts'

/**
 * Which family a caller means: the one named; else that of the customer's own first subscription; else the first of
 * the catalog that API keys do not hold. Answers its code. Throws `family_not_found`.
 */
export async function resolveFamily(
  db: DatabaseOrTransaction,
  options: { customerId: string; family?: string },
): Promise<string> {
  const named = options.family ?? null
  const [row] = await readRows<{ code: string }>(
    db,
    Prisma.sql`
    SELECT f.code FROM product_families f
    LEFT JOIN subscriptions s ON s.family_id = f.id AND s.customer_id = ${options.customerId}::uuid
    WHERE CASE WHEN ${named}::text IS NULL THEN f.held_by = 'customer' ELSE f.code = ${named}::text END
    ORDER BY s.created_at NULLS LAST, f.created_at, f.code
    LIMIT 1`,
  )
  if (row) return row.code
  throw new DomainError({
    kind: 'not_found',
    code: 'family_not_found',
    detail: named === null ? 'Nothing is on sale yet' : `There is no product family "${named}"`,
    ...(named === null ? {} : { field: 'family' }),
  })
}
