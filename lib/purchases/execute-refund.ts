import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { ProviderError, type ProviderRefund } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { recordRefund } from './record-refund.ts'

/** A refund under way at the provider is looked at again after this. */
const LOOK_AGAIN = { hours: 6 }

/**
 * Work `execute-refund`: asks the provider to send money back, under the refund's own id, and writes down what it
 * says. Repeated until the refund is processed or has failed.
 */
export async function executeRefund(work: Work): Promise<void> {
  const refund = await database().refund.findUniqueOrThrow({
    where: { id: work.subject },
    include: {
      payment: {
        include: {
          purchase: { select: { id: true, subscriptionId: true } },
          invoiceOrder: { select: { invoiceId: true } },
        },
      },
    },
  })
  const { payment } = refund
  const externalId = await findExternalId(database(), {
    kind: 'payment',
    subject: 'payment',
    subjectId: payment.id,
  })
  if (externalId === null) throw new Error(`payment ${payment.id} has no provider id`)
  const answer =
    refund.status === 'pending'
      ? await askForRefund({ ...refund, externalId, provider: payment.provider })
      : null
  const at = await now()
  await transaction(async (tx) => {
    if (payment.purchase) await lockSubscription(tx, payment.purchase.subscriptionId)
    if (payment.invoiceOrder) await lockInvoice(tx, payment.invoiceOrder.invoiceId)
    if (answer === 'refused') {
      await tx.refund.updateMany({
        where: { id: refund.id, status: 'pending' },
        data: { status: 'failed', updatedAt: toDate(at) },
      })
    } else if (answer) {
      await recordRefund(tx, { provider: payment.provider, paymentId: payment.id, refund: answer, now: at })
    }
    const underWay = answer !== null && answer !== 'refused' && answer.status === 'pending'
    await finishWork(tx, work, underWay ? { again: at.add(LOOK_AGAIN) } : {})
  })
}

/** A refusal is final: a person has to look at it, and the refund shows as failed. */
async function askForRefund(refund: {
  id: string
  provider: string
  externalId: string
  amountMinor: bigint
  reason: string
}): Promise<ProviderRefund | 'refused'> {
  try {
    return await paymentProvider(refund.provider).refund({
      paymentId: refund.externalId,
      amountMinor: refund.amountMinor,
      reference: refund.id,
      reason: refund.reason,
    })
  } catch (error) {
    if (error instanceof ProviderError && error.outcome === 'refused') return 'refused'
    throw error
  }
}
