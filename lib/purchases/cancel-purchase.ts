import { toDate } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { dropOrder } from './drop-order.ts'
import { mayBecome } from './purchase-rules.ts'

/**
 * Drops an open purchase: what it reserved is free again, and it can not be paid at the provider any more. Dropping it
 * twice is dropping it once. Throws `purchase_not_found`, `purchase_not_open` when it is paid or closed otherwise, and
 * `change_under_way` while the provider has not answered what became of it.
 */
export async function cancelPurchase(options: {
  purchaseId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  const dropped = await transaction(async (tx) => {
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
    const purchase = await tx.purchase.findUniqueOrThrow({
      where: { id: found.id },
      include: { quote: { select: { prorationAt: true, autoRenew: true } } },
    })
    if (purchase.status === 'canceled') return null
    if (!mayBecome(purchase.status, 'canceled')) {
      throw new DomainError({
        kind: 'conflict',
        code: 'purchase_not_open',
        detail: `This purchase is ${purchase.status} and cannot be dropped`,
      })
    }
    const order = { kind: 'order', subject: 'purchase', subjectId: purchase.id } as const
    const orderId = await findExternalId(tx, order)
    const isAsked = purchase.quote.prorationAt !== null || purchase.chargesSaved
    if (orderId === null && isAsked) throw underWay()
    const at = toDate(options.now)
    await scheduleWork(tx, {
      kind: 'converge-purchase',
      subject: purchase.id,
      dueAt: options.now,
      now: options.now,
    })
    await tx.purchase.update({
      where: { id: purchase.id },
      data: { status: 'canceled', reason: 'dropped by the buyer', closedAt: at, updatedAt: at },
    })
    const { autoRenew } = purchase.quote
    return orderId === null ? null : { orderId, provider: purchase.provider, autoRenew }
  })
  if (dropped) await dropAtProvider(dropped)
}

/** At once, so that the next change is not in its way; when the provider does not answer, the reconciler does it. */
async function dropAtProvider(order: Parameters<typeof dropOrder>[0]): Promise<void> {
  try {
    await dropOrder(order)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
  }
}

function underWay(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'change_under_way',
    detail: 'The payment provider has not answered yet what became of this purchase. Try again in a moment.',
  })
}
