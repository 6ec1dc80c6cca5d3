import { toDate, toInstant } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { ProviderError, type ProviderOrder, type ProviderPayment } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { nextCheck } from './check-schedule.ts'
import { isPayable } from './purchase-rules.ts'
import { settlePurchase } from './settle-purchase.ts'

/**
 * Work `converge-purchase`: asks the provider about a purchase, in case its messages were lost, and settles what it
 * says (invariant 5). Money a bank has authorized for a purchase that is still open is taken here; then asks again,
 * less and less often, until nothing can come any more.
 */
export async function convergePurchase(work: Work): Promise<void> {
  const purchase = await database().purchase.findUniqueOrThrow({ where: { id: work.subject } })
  const orderId = await findExternalId(database(), {
    kind: 'order',
    subject: 'purchase',
    subjectId: purchase.id,
  })
  const order = orderId === null ? unpaidOrder(purchase) : await readAndCapture({ ...purchase, orderId })
  const at = await now()
  await transaction(async (tx) => {
    const { status } = await settlePurchase(tx, { purchaseId: purchase.id, order, now: at })
    const again = nextCheck({ status, createdAt: toInstant(purchase.createdAt) }, at)
    await finishWork(tx, work, again ? { again } : {})
  })
}

/**
 * Work `converge-provider-order` (subject `provider:order`): a provider told us of an order. Settles what the provider
 * says now, and ends the deliveries that told us in the same commit (invariant 8).
 */
export async function convergeProviderOrder(work: Work): Promise<void> {
  const [provider = '', orderId = ''] = work.subject.split(':')
  const reference = await database().providerReference.findUnique({
    where: { provider_kind_externalId: { provider, kind: 'order', externalId: orderId } },
  })
  const toldUntil = await now()
  const order = reference ? await paymentProvider(provider).readOrder(orderId) : null
  const at = await now()
  await transaction(async (tx) => {
    if (reference && order) {
      const { status } = await settlePurchase(tx, { purchaseId: reference.subjectId, order, now: at })
      if (status === 'paid') {
        const dueAt = at.add({ hours: 1 })
        await scheduleWork(tx, { kind: 'converge-purchase', subject: reference.subjectId, dueAt, now: at })
      }
    }
    await endDeliveries(tx, {
      subject: work.subject,
      outcome: reference ? 'processed' : 'ignored',
      toldUntil,
      at,
    })
    await finishWork(tx, work)
  })
}

async function endDeliveries(
  tx: Transaction,
  options: {
    subject: string
    outcome: 'processed' | 'ignored'
    toldUntil: Temporal.Instant
    at: Temporal.Instant
  },
) {
  await tx.webhookDelivery.updateMany({
    where: { subject: options.subject, processedAt: null, receivedAt: { lte: toDate(options.toldUntil) } },
    data: { processedAt: toDate(options.at), outcome: options.outcome },
  })
}

async function readAndCapture(purchase: {
  provider: string
  orderId: string
  status: Parameters<typeof isPayable>[0]['status']
  expiresAt: Date
  amountMinor: bigint
  currency: string
}): Promise<ProviderOrder> {
  const provider = paymentProvider(purchase.provider)
  const order = await provider.readOrder(purchase.orderId)
  const open = isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, await now())
  const isPaid = order.payments.some((payment) => payment.status === 'captured')
  const authorized = open && !isPaid && order.payments.find((payment) => isTakeable(payment, purchase))
  if (!authorized) return order
  try {
    await provider.capture(authorized)
  } catch (error) {
    // The bank took it back, or another payment was faster: what the order says now is what counts.
    if (!(error instanceof ProviderError) || error.outcome !== 'refused') throw error
  }
  return provider.readOrder(purchase.orderId)
}

function isTakeable(payment: ProviderPayment, purchase: { amountMinor: bigint; currency: string }) {
  return (
    payment.status === 'authorized' &&
    payment.amountMinor === purchase.amountMinor &&
    payment.currency === purchase.currency
  )
}

/** A purchase whose order was never opened: nothing can have been paid on it. */
function unpaidOrder(purchase: { amountMinor: bigint; currency: string }): ProviderOrder {
  const { amountMinor, currency } = purchase
  return { orderId: '', reference: null, amountMinor, currency, payments: [] }
}
