import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { ProviderError, type ProviderOrder, type ProviderPayment } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId, findReference } from '#lib/payments/references.ts'
import { nextCheck } from './check-schedule.ts'
import { dropOrder } from './drop-order.ts'
import { endDeliveries } from './end-deliveries.ts'
import { executeChange } from './execute-change.ts'
import { findPaidFor } from './find-paid-for.ts'
import { isPayable, type PurchaseStatus } from './purchase-rules.ts'
import { type ProviderTruth, readProviderTruth } from './read-provider-truth.ts'
import { settlePurchase } from './settle-purchase.ts'

/**
 * Work `converge-purchase`: asks the provider about a purchase, in case its messages were lost, and settles what it
 * says (invariant 5). A change whose outcome at the provider is unknown is asked for again, under its key. Money a
 * bank has authorized for a purchase that is still open is taken here, and what is closed here is closed there; then
 * asks again, less and less often, until nothing can come any more.
 */
export async function convergePurchase(work: Work): Promise<void> {
  const purchase = await database().purchase.findUniqueOrThrow({
    where: { id: work.subject },
    include: { quote: { select: { prorationAt: true, autoRenew: true } } },
  })
  const order = { kind: 'order', subject: 'purchase', subjectId: purchase.id } as const
  let orderId = await findExternalId(database(), order)
  if (orderId === null && purchase.quote.prorationAt !== null && purchase.status === 'pending') {
    await settleChange({ purchaseId: purchase.id })
    orderId = await findExternalId(database(), order)
  }
  const { autoRenew } = purchase.quote
  const truth =
    orderId === null ? nothingPaid(purchase) : await readAndCapture({ ...purchase, orderId, autoRenew })
  const at = await now()
  await transaction(async (tx) => {
    const { status } = await settlePurchase(tx, { purchaseId: purchase.id, ...truth, now: at })
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
  const found = await findPaidFor(database(), { provider, externalId: orderId })
  const toldUntil = await now()
  const truth = found ? await readProviderTruth({ provider, orderId }) : null
  const at = await now()
  await transaction(async (tx) => {
    if (found && truth) {
      const { status } = await settlePurchase(tx, { ...found, ...truth, now: at })
      if (status === 'paid') {
        const dueAt = at.add({ hours: 1 })
        await scheduleWork(tx, { kind: 'converge-purchase', subject: found.purchaseId, dueAt, now: at })
      }
    }
    await endDeliveries(tx, {
      subject: `order:${work.subject}`,
      outcome: found ? 'processed' : 'ignored',
      toldUntil,
      at,
    })
    await finishWork(tx, work)
  })
}

async function readAndCapture(purchase: {
  provider: string
  orderId: string
  autoRenew: boolean
  userId: string | null
  status: PurchaseStatus
  expiresAt: Date
  amountMinor: bigint
  currency: string
}): Promise<ProviderTruth> {
  const provider = paymentProvider(purchase.provider)
  const truth = await readProviderTruth(purchase)
  const { order } = truth
  const over = purchase.userId !== null && !isBefore(await now(), toInstant(purchase.expiresAt))
  if (((over || isAbandoned(purchase)) && isStillPayable(order)) || isUnwanted(purchase)) {
    await dropOrder(purchase)
    return readProviderTruth(purchase)
  }
  const open = isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, await now())
  const isPaid = order.payments.some((payment) => payment.status === 'captured')
  const authorized = open && !isPaid && order.payments.find((payment) => isTakeable(payment, purchase))
  if (!authorized) return truth
  try {
    await provider.capture(authorized)
  } catch (error) {
    // The bank took it back, or another payment was faster: what the order says now is what counts.
    if (!(error instanceof ProviderError) || error.outcome !== 'refused') throw error
  }
  return readProviderTruth(purchase)
}

/** It was closed here, or its time is over, so it must not be paid there. What renews waits until it is paid. */
function isAbandoned({ status }: { status: PurchaseStatus }): boolean {
  return status === 'canceled' || status === 'superseded' || status === 'expired'
}

/** Its money goes or went back, so the approval it was paid by must not be charged again. */
function isUnwanted({ status, autoRenew }: { status: PurchaseStatus; autoRenew: boolean }): boolean {
  return autoRenew && (status === 'paid' || status === 'refunded')
}

function isStillPayable({ bill, payments }: ProviderOrder): boolean {
  const isPaid = payments.some((payment) => payment.status === 'captured')
  return bill ? bill.status === 'open' || bill.status === 'draft' : !isPaid
}

/** Asks for a change again. That it was refused is an answer, too: the purchase has failed. */
async function settleChange(options: { purchaseId: string }): Promise<void> {
  try {
    await executeChange({ ...options, now: await now() })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'payment_declined') throw error
  }
}

function isTakeable(payment: ProviderPayment, purchase: { amountMinor: bigint; currency: string }) {
  return (
    payment.status === 'authorized' &&
    payment.amountMinor === purchase.amountMinor &&
    payment.currency === purchase.currency
  )
}

/** A purchase whose order was never opened: nothing can have been paid on it. */
function nothingPaid(purchase: { amountMinor: bigint; currency: string }): ProviderTruth {
  const { amountMinor, currency } = purchase
  const order = { orderId: '', reference: null, amountMinor, currency, payments: [], bill: null }
  return { order, subscription: null }
}

/**
 * Work `converge-provider-payment` (subject `provider:payment`): a provider told us of a payment by its own id, as it
 * does of refunds and disputes. Looks at the purchase it was made for.
 */
export async function convergeProviderPayment(work: Work): Promise<void> {
  const [provider = '', paymentId = ''] = work.subject.split(':')
  const reference = { provider, kind: 'payment', externalId: paymentId } as const
  const known = await findReference(database(), reference)
  const toldUntil = await now()
  const payment = known && (await database().payment.findUnique({ where: { id: known.subjectId } }))
  const purchaseId = payment?.purchaseId ?? null
  const order = { kind: 'order', subject: 'purchase', subjectId: purchaseId ?? '' } as const
  const orderId = purchaseId === null ? null : await findExternalId(database(), order)
  const truth = orderId === null ? null : await readProviderTruth({ provider, orderId })
  const at = await now()
  await transaction(async (tx) => {
    if (purchaseId !== null && truth) await settlePurchase(tx, { purchaseId, ...truth, now: at })
    const outcome = truth ? 'processed' : 'ignored'
    await endDeliveries(tx, { subject: `payment:${work.subject}`, outcome, toldUntil, at })
    await finishWork(tx, work)
  })
}
