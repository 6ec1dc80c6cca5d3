import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * Refuses another change while one waits to be finished or dropped: a provider takes one at a time. The subscription
 * must be locked by this transaction. Throws `change_unfinished`, with the purchase that is in the way and, once the
 * provider has answered, where to finish it.
 */
export async function refuseUnfinished(
  tx: Transaction,
  options: { subscriptionId: string; now: Temporal.Instant },
): Promise<void> {
  const open = await tx.purchase.findFirst({
    where: {
      subscriptionId: options.subscriptionId,
      status: 'pending',
      userId: { not: null },
      quote: { prorationAt: { not: null } },
    },
    orderBy: { createdAt: 'desc' },
  })
  if (!open) return
  throw new DomainError({
    kind: 'conflict',
    code: 'change_unfinished',
    detail: 'Another change waits to be paid. Finish it or drop it first.',
    extra: { purchase_id: open.id, url: open.payUrl },
  })
}
