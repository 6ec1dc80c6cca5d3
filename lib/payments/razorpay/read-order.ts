import type Razorpay from 'razorpay'
import type { z } from 'zod'
import type { ProviderOrder, ProviderPayment, ProviderPaymentStatus, ProviderRefund } from '../provider.ts'
import { call } from './call.ts'
import { collectionOf, orderObject, paymentObject, refundObject } from './objects.ts'

/** The order, its payments and their refunds, as Razorpay has them now. */
export async function readOrder(razorpay: Razorpay, orderId: string): Promise<ProviderOrder> {
  const [order, payments] = await Promise.all([
    call(() => razorpay.orders.fetch(orderId)),
    call(() => razorpay.orders.fetchPayments(orderId)),
  ])
  const { id, amount, currency, receipt } = orderObject.parse(order)
  const { items } = collectionOf(paymentObject).parse(payments)
  return {
    orderId: id,
    reference: receipt ?? null,
    amountMinor: amount,
    currency,
    payments: await Promise.all(items.map((payment) => withRefunds(razorpay, payment))),
    bill: null,
  }
}

async function withRefunds(
  razorpay: Razorpay,
  payment: z.infer<typeof paymentObject>,
): Promise<ProviderPayment> {
  const maybeRefunded = payment.status === 'captured' || payment.status === 'refunded'
  return {
    paymentId: payment.id,
    status: statusOf(payment.status),
    amountMinor: payment.amount,
    currency: payment.currency,
    method: payment.method ?? null,
    failure: payment.error_code
      ? { code: payment.error_code, description: payment.error_description ?? 'Payment failed' }
      : null,
    createdAt: Temporal.Instant.fromEpochMilliseconds(payment.created_at * 1000),
    refunds: maybeRefunded ? await readRefunds(razorpay, payment.id) : [],
  }
}

async function readRefunds(razorpay: Razorpay, paymentId: string): Promise<ProviderRefund[]> {
  const found = await call(() => razorpay.payments.fetchMultipleRefund(paymentId, { count: 100 }))
  return collectionOf(refundObject).parse(found).items.map(toRefund)
}

export function toRefund(refund: z.infer<typeof refundObject>): ProviderRefund {
  return {
    refundId: refund.id,
    status: refund.status === 'processed' ? 'processed' : refund.status === 'failed' ? 'failed' : 'pending',
    amountMinor: refund.amount,
    currency: refund.currency,
    reference: refund.receipt ?? null,
    cause: 'refund',
  }
}

/** A refunded payment was captured before; its refunds tell the rest. */
function statusOf(status: string): ProviderPaymentStatus {
  switch (status) {
    case 'captured':
    case 'refunded':
      return 'captured'
    case 'authorized':
      return 'authorized'
    case 'failed':
      return 'failed'
    default:
      return 'pending'
  }
}
