import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { findReference } from '#lib/payments/references.ts'

/**
 * The purchase that an order at the provider pays, or null: one asked for, or the one an approval's first charge was
 * made on.
 */
export async function findPaidFor(
  tx: DatabaseOrTransaction,
  order: { provider: string; externalId: string },
): Promise<{ purchaseId: string } | null> {
  const found =
    (await findReference(tx, { ...order, kind: 'order' })) ??
    (await findReference(tx, { ...order, kind: 'charge' }))
  return found && { purchaseId: found.subjectId }
}
