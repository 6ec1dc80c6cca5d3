import { database, type Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'

/** What somebody paid in advance with on a provider's page is what the next is charged to: has a worker see to it. */
export async function keepMethod(
  tx: Transaction,
  options: {
    purchase: { provider: string; customerId: string; subscriptionId: string }
    now: Temporal.Instant
  },
): Promise<void> {
  const { purchase, now } = options
  const { provider, customerId } = purchase
  if (paymentProvider(provider).savedMethods === null) return
  const { family } = await tx.subscription.findUniqueOrThrow({
    where: { id: purchase.subscriptionId },
    select: { family: { select: { prepaid: true } } },
  })
  if (!family.prepaid) return
  const subject = `${provider}:${customerId}`
  await scheduleWork(tx, { kind: 'keep-method', subject, dueAt: now, now })
}

/**
 * Work `keep-method` (subject `provider:customer`): what the newest purchase on a page was paid with is charged from
 * now on. Doing it again, or for several purchases at once, ends the same.
 */
export async function adoptKeptMethod(work: Work): Promise<void> {
  const [provider = '', customerId = ''] = work.subject.split(':')
  const newest = await database().purchase.findFirst({
    where: {
      customerId,
      provider,
      chargesSaved: false,
      paidAt: { not: null },
      amountMinor: { gt: 0 },
      subscription: { family: { prepaid: true } },
    },
    orderBy: [{ paidAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  const order = { kind: 'order', subject: 'purchase', subjectId: newest?.id ?? '' } as const
  const payer = { kind: 'customer', subject: 'customer', subjectId: customerId, provider } as const
  const orderId = newest && (await findExternalId(database(), order))
  const payerId = await findExternalId(database(), payer)
  if (orderId && payerId) await paymentProvider(provider).savedMethods?.adopt({ payerId, orderId })
  await transaction((tx) => finishWork(tx, work))
}
