import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { findRefundable, type RefundablePayment, refundableMinor } from './load-refundable.ts'
import type { RefundRequest } from './purchase-schemas.ts'

/**
 * Sends a payment or a part of it back to where it came from; a worker asks the provider. Whoever decided saw what was
 * left of it: if that has changed, nothing is sent, so that two clicks, or two people, never refund twice. Throws
 * `payment_not_found`, `not_refundable`, `payment_changed`, `more_than_remains`.
 */
export async function refundPayment(
  tx: Transaction,
  options: {
    paymentId: string
    request: RefundRequest
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<{ refundId: string; status: 'pending'; amountMinor: number }> {
  const { paymentId, request, userId, requestId, now } = options
  const payment = await lockPayment(tx, paymentId)
  const { customerId, currency } = payment
  if (payment.status !== 'captured') {
    throw new DomainError({
      kind: 'refused',
      code: 'not_refundable',
      detail: 'Nothing was taken with this payment, so nothing can be sent back.',
    })
  }
  const remaining = refundableMinor(payment)
  if (remaining !== BigInt(request.remainingMinor)) {
    throw new DomainError({
      kind: 'conflict',
      code: 'payment_changed',
      detail: `Something was sent back meanwhile: ${formatMoney({ amountMinor: remaining, currency })} is left of this payment. Nothing more was sent.`,
      extra: { remainingMinor: Number(remaining) },
    })
  }
  const amountMinor = BigInt(request.amountMinor)
  if (amountMinor > remaining) {
    throw new DomainError({
      kind: 'refused',
      code: 'more_than_remains',
      field: 'amountMinor',
      detail: `Only ${formatMoney({ amountMinor: remaining, currency })} is left of this payment.`,
    })
  }
  const { reason } = request
  const { refundId } = await requestRefund(tx, { paymentId, customerId, amountMinor, currency, reason, now })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'payment.refunded',
    subject: `payment:${paymentId}`,
    customerId,
    requestId,
    data: { refund: refundId, amountMinor: amountMinor.toString(), currency, reason },
    now,
  })
  return { refundId, status: 'pending', amountMinor: request.amountMinor }
}

/** The subscription or the invoice first, as everybody does, then the payment: another refund waits until the commit. */
async function lockPayment(tx: Transaction, paymentId: string): Promise<RefundablePayment> {
  const known = await findRefundable(tx, paymentId)
  if (known?.purchase) await lockSubscription(tx, known.purchase.subscriptionId)
  if (known?.invoiceOrder) await lockInvoice(tx, known.invoiceOrder.invoiceId)
  await tx.$executeRaw`SELECT 1 FROM payments WHERE id = ${paymentId}::uuid FOR UPDATE`
  const payment = await findRefundable(tx, paymentId)
  if (payment) return payment
  throw new DomainError({ kind: 'not_found', code: 'payment_not_found', detail: 'There is no such payment.' })
}
