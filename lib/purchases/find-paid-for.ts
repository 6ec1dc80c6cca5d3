import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { findReference } from '#lib/payments/references.ts'

/**
 * What an order at the provider pays, or null: the purchase or the invoice it was asked for, or the purchase that an
 * approval's first charge was made for.
 */
export async function findPaidFor(
  tx: DatabaseOrTransaction,
  order: { provider: string; externalId: string },
): Promise<{ subject: 'purchase' | 'invoice_order'; subjectId: string } | null> {
  const found =
    (await findReference(tx, { ...order, kind: 'order' })) ??
    (await findReference(tx, { ...order, kind: 'charge' }))
  if (!found) return null
  const { subject, subjectId } = found
  return { subject: subject === 'invoice_order' ? subject : 'purchase', subjectId }
}
