import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { settleInvoiceOrder } from '#lib/invoice-orders/settle-invoice-order.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { findExternalId, findReference } from '#lib/payments/references.ts'
import { chargePurchase } from './charge-purchase.ts'
import { nextCheck } from './check-schedule.ts'
import { endDeliveries } from './end-deliveries.ts'
import { executeChange } from './execute-change.ts'
import { findPaidFor } from './find-paid-for.ts'
import { isUnpaid } from './purchase-rules.ts'
import { nothingPaid, readAndCapture } from './read-and-capture.ts'
import { readProviderTruth } from './read-provider-truth.ts'
import { settlePurchase } from './settle-purchase.ts'

/**
 * Work `converge-purchase`: asks the provider about a purchase, in case its messages were lost, and settles what it
 * says (invariant 5). A change or a charge whose outcome at the provider is unknown is asked for again, under its key.
 * Money a bank has authorized for a purchase that is still open is taken here, and what is closed here is closed there;
 * then asks again, less and less often, until nothing can come any more.
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
  if (orderId === null && purchase.chargesSaved && isUnpaid(purchase.status)) {
    await chargePurchase({ purchaseId: purchase.id, now: await now() })
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
  await convergeOrder(work, 'order')
}

/** @param told as what the messages spoke of it */
async function convergeOrder(work: Work, told: 'order' | 'payment'): Promise<void> {
  const [provider = '', orderId = ''] = work.subject.split(':')
  const found = await findPaidFor(database(), { provider, externalId: orderId })
  const toldUntil = await now()
  const truth = found ? await readProviderTruth({ provider, orderId }) : null
  const at = await now()
  await transaction(async (tx) => {
    if (found && truth) {
      const { subjectId: subject } = found
      const isInvoice = found.subject === 'invoice_order'
      const { status } = isInvoice
        ? await settleInvoiceOrder(tx, { invoiceOrderId: subject, order: truth.order, now: at })
        : await settlePurchase(tx, { purchaseId: subject, ...truth, now: at })
      if (status === 'paid') {
        const kind = isInvoice ? 'converge-invoice-order' : 'converge-purchase'
        await scheduleWork(tx, { kind, subject, dueAt: at.add({ hours: 1 }), now: at })
      }
    }
    await endDeliveries(tx, {
      subject: `${told}:${work.subject}`,
      outcome: found ? 'processed' : 'ignored',
      toldUntil,
      at,
    })
    await finishWork(tx, work)
  })
}

/** Asks for a change again. That it was refused is an answer, too: the purchase has failed. */
async function settleChange(options: { purchaseId: string }): Promise<void> {
  try {
    await executeChange({ ...options, now: await now() })
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'payment_declined') throw error
  }
}

/**
 * Work `converge-provider-payment` (subject `provider:payment`): a provider told us of a payment by its own id, as it
 * does of refunds and disputes. Looks at the purchase or the invoice it was made for.
 */
export async function convergeProviderPayment(work: Work): Promise<void> {
  const [provider = '', paymentId = ''] = work.subject.split(':')
  const reference = { provider, kind: 'payment', externalId: paymentId } as const
  const known = await findReference(database(), reference)
  const toldUntil = await now()
  const payment = known && (await database().payment.findUnique({ where: { id: known.subjectId } }))
  const { purchaseId, invoiceOrderId } = payment ?? {}
  const subject = purchaseId ? 'purchase' : 'invoice_order'
  const subjectId = purchaseId ?? invoiceOrderId
  // What is charged to a saved method is an order by its payment's id, also before the payment is known.
  const charged = known ? null : await findPaidFor(database(), { provider, externalId: paymentId })
  if (charged) return convergeOrder(work, 'payment')
  const orderId = subjectId ? await findExternalId(database(), { kind: 'order', subject, subjectId }) : null
  const truth = orderId === null ? null : await readProviderTruth({ provider, orderId })
  const at = await now()
  await transaction(async (tx) => {
    if (purchaseId && truth) await settlePurchase(tx, { purchaseId, ...truth, now: at })
    if (invoiceOrderId && truth) await settleInvoiceOrder(tx, { invoiceOrderId, order: truth.order, now: at })
    const outcome = truth ? 'processed' : 'ignored'
    await endDeliveries(tx, { subject: `payment:${work.subject}`, outcome, toldUntil, at })
    await finishWork(tx, work)
  })
}
