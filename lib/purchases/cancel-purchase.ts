import { toDate } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { mayBecome } from './purchase-rules.ts'

/**
 * Drops an open purchase: what it reserved is free again. Dropping it twice is dropping it once. Throws
 * `purchase_not_found`, and `purchase_not_open` when it is paid or closed otherwise.
 */
export async function cancelPurchase(options: {
  purchaseId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  await transaction(async (tx) => {
    const where = { id: options.purchaseId, customerId: options.customerId, userId: options.userId }
    const found = await tx.purchase.findFirst({ where })
    if (!found) {
      throw new DomainError({
        kind: 'not_found',
        code: 'purchase_not_found',
        detail: 'There is no such purchase',
      })
    }
    await lockSubscription(tx, found.subscriptionId)
    const purchase = await tx.purchase.findUniqueOrThrow({ where: { id: found.id } })
    if (purchase.status === 'canceled') return
    if (!mayBecome(purchase.status, 'canceled')) {
      throw new DomainError({
        kind: 'conflict',
        code: 'purchase_not_open',
        detail: `This purchase is ${purchase.status} and cannot be dropped`,
      })
    }
    const at = toDate(options.now)
    await tx.purchase.update({
      where: { id: purchase.id },
      data: { status: 'canceled', reason: 'dropped by the buyer', closedAt: at, updatedAt: at },
    })
  })
}
