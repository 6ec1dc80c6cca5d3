import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import type { ProviderOrder } from '#lib/payments/provider.ts'
import { addReference, findReference } from '#lib/payments/references.ts'

/**
 * The approval that paid a purchase's first period charges the following ones: writes it down for the line it bought.
 * Where another one still charges that line, the provider is asked first (`convergeMandate`). The subscription must be
 * locked by this transaction.
 */
export async function beginMandate(
  tx: Transaction,
  options: {
    purchase: { id: string; subscriptionId: string; customerId: string; provider: string }
    order: ProviderOrder
    now: Temporal.Instant
  },
): Promise<void> {
  const { purchase, order, now } = options
  const { provider, subscriptionId, customerId } = purchase
  const { firstCharge } = order
  if (!order.mandateId || !firstCharge)
    throw new Error(`purchase ${purchase.id} was paid without an approval`)
  const reference = { provider, kind: 'subscription', externalId: order.mandateId } as const
  if (await findReference(tx, reference)) return
  const term = await tx.term.findFirstOrThrow({ where: { purchaseId: purchase.id } })
  const { lineId, quantity, unitAmountMinor } = term
  const others = await tx.billingAgreement.count({
    where: { lineId, status: { notIn: ['pending', 'canceled'] } },
  })
  const at = toDate(now)
  const agreement = await tx.billingAgreement.create({
    data: {
      subscriptionId,
      customerId,
      lineId,
      provider,
      status: others === 0 ? 'active' : 'pending',
      quantity,
      unitAmountMinor,
      periodStartsAt: toDate(firstCharge.startsAt),
      periodEndsAt: toDate(firstCharge.endsAt),
      createdAt: at,
      updatedAt: at,
    },
  })
  await addReference(tx, { ...reference, subject: 'agreement', subjectId: agreement.id, customerId, now })
  const charge = { provider, kind: 'charge', externalId: firstCharge.orderId, customerId, now } as const
  await addReference(tx, { ...charge, subject: 'purchase', subjectId: purchase.id })
  const subject = `${provider}:${order.mandateId}`
  await scheduleWork(tx, { kind: 'converge-provider-subscription', subject, dueAt: now, now })
}
