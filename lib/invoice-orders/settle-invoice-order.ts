import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { settleInvoice } from '#lib/invoices/settle-invoice.ts'
import { findKnownRefunds } from '#lib/payments/find-known-refunds.ts'
import type { ProviderOrder, ProviderPayment } from '#lib/payments/provider.ts'
import { recordPayment } from '#lib/payments/record-payment.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { giveBackPayment, SURPLUS_REASONS } from '#lib/purchases/give-back-payment.ts'
import type { PurchaseStatus } from '#lib/purchases/purchase-rules.ts'
import { recordRefund } from '#lib/purchases/record-refund.ts'
import { decideSettlement, isDeclined, withKnownRefunds } from '#lib/purchases/settlement-rules.ts'
import { whyNotPaying } from './due-rules.ts'
import { sendPaidInvoice, sendReturnedPayment } from './send-outcome.ts'

/**
 * Brings the payment of an invoice in line with what the provider says about its order, as `settlePurchase` does for
 * purchases: from wherever we hear of it, however often and in whatever order. One payment pays the invoice; money that
 * comes twice, too late or for what asks for it no more goes back. The provider was asked before.
 */
export async function settleInvoiceOrder(
  tx: Transaction,
  options: { invoiceOrderId: string; order: ProviderOrder; now: Temporal.Instant },
): Promise<{ status: PurchaseStatus }> {
  const { order, now } = options
  const asked = await lockOrder(tx, options.invoiceOrderId)
  const ids = await recordPayments(tx, { asked, order, now })
  const settlement = decideSettlement({
    purchase: { ...asked, expiresAt: toInstant(asked.expiresAt) },
    order: withKnownRefunds(order, await findKnownRefunds(tx, { ids })),
    payingId: await findPayingId(tx, asked),
    at: now,
  })
  const step = { asked, ids, now }
  if (settlement.paidBy && (settlement.next === 'fulfil' || settlement.next === 'fulfil_if_allowed')) {
    await takePayment(tx, { ...step, payment: settlement.paidBy })
  }
  for (const { payment, reason } of settlement.giveBack) {
    await giveBack(tx, { ...step, payment, because: SURPLUS_REASONS[reason] })
  }
  if (settlement.next === 'close_unpaid') {
    await close(tx, { ...step, status: 'expired', reason: 'not paid in time' })
  }
  if (settlement.next === 'nothing' && isDeclined(asked, order)) {
    const failure = order.payments.findLast((payment) => payment.failure)?.failure
    await close(tx, { ...step, status: 'failed', reason: failure?.description ?? 'it was declined' })
  }
  for (const payment of order.payments) {
    for (const refund of payment.refunds) {
      const paymentId = ids.get(payment.paymentId)
      if (paymentId) await recordRefund(tx, { provider: asked.provider, paymentId, refund, now })
    }
  }
  const { status } = await tx.invoiceOrder.findUniqueOrThrow({ where: { id: asked.id } })
  return { status }
}

type Asked = Awaited<ReturnType<typeof lockOrder>>
type Step = { asked: Asked; ids: ReadonlyMap<string, string>; now: Temporal.Instant }

/** The invoice first, then what asks for it: everybody locks in this order. */
async function lockOrder(tx: Transaction, id: string) {
  const { invoiceId } = await tx.invoiceOrder.findUniqueOrThrow({ where: { id } })
  const invoice = await lockInvoice(tx, invoiceId)
  await tx.$queryRaw`SELECT 1 FROM invoice_orders WHERE id = ${id}::uuid FOR UPDATE`
  return { ...(await tx.invoiceOrder.findUniqueOrThrow({ where: { id } })), invoice }
}

async function recordPayments(
  tx: Transaction,
  options: { asked: Asked; order: ProviderOrder; now: Temporal.Instant },
): Promise<Map<string, string>> {
  const { asked, order, now } = options
  const { provider, customerId, id: invoiceOrderId } = asked
  const description = `Invoice ${asked.invoice.number}`
  const ids = new Map<string, string>()
  for (const payment of order.payments) {
    const recorded = { provider, payment, invoiceOrderId, customerId, description, now }
    ids.set(payment.paymentId, (await recordPayment(tx, recorded)).paymentId)
  }
  return ids
}

async function findPayingId(tx: Transaction, { paidByPaymentId }: Asked): Promise<string | null> {
  if (paidByPaymentId === null) return null
  return findExternalId(tx, { kind: 'payment', subject: 'payment', subjectId: paidByPaymentId })
}

async function takePayment(tx: Transaction, options: Step & { payment: ProviderPayment }) {
  const { asked, payment, now } = options
  const because = whyNotPaying(asked.invoice, payment.amountMinor)
  if (because !== null) {
    await close(tx, { ...options, status: 'paid', reason: because })
    await giveBack(tx, { ...options, because })
    await sendReturnedPayment(tx, { order: asked, because, now })
    return
  }
  const paidByPaymentId = options.ids.get(payment.paymentId) ?? null
  await tx.invoiceOrder.update({ where: { id: asked.id }, data: { paidByPaymentId } })
  await close(tx, { ...options, status: 'fulfilled', reason: null })
  await settleInvoice(tx, { invoiceId: asked.invoiceId, now })
  await sendPaidInvoice(tx, { order: asked, now })
}

async function close(tx: Transaction, options: Step & { status: PurchaseStatus; reason: string | null }) {
  const { status, reason } = options
  const at = toDate(options.now)
  const data = { status, reason, payUrl: null, closedAt: at, updatedAt: at }
  await tx.invoiceOrder.update({ where: { id: options.asked.id }, data })
}

async function giveBack(tx: Transaction, options: Step & { payment: ProviderPayment; because: string }) {
  const { asked, payment, now } = options
  const paymentId = options.ids.get(payment.paymentId)
  if (!paymentId) return
  const { customerId, invoiceId } = asked
  const of = { customerId, paymentId, subject: { invoice: invoiceId } }
  await giveBackPayment(tx, { ...of, payment, reason: options.because, now })
}
