import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

export type PayingCustomer = { id: string; externalId: string }

/** Who is meant: by the id other systems know the customer by, or by ours. Throws `customer_not_found`. */
export async function findCustomer(
  db: DatabaseOrTransaction,
  request: { external_customer_id?: string | undefined; customer_id?: string | undefined },
): Promise<PayingCustomer> {
  const asked = request.external_customer_id ?? request.customer_id ?? ''
  const select = { id: true, externalId: true }
  const found =
    (await db.customer.findUnique({ where: { externalId: asked }, select })) ??
    (isUuid(asked) ? await db.customer.findUnique({ where: { id: asked }, select }) : null)
  if (found) return found
  throw new DomainError({
    kind: 'not_found',
    code: 'customer_not_found',
    detail: 'There is no such customer.',
  })
}
