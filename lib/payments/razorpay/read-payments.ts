import type Razorpay from 'razorpay'
import type { z } from 'zod'
import type { ProviderPayment, ProviderPaymentStatus, ProviderRefund } from '../provider.ts'
import { call } from './call.ts'
import { collectionOf, paymentObject, refundObject } from './objects.ts'
import { readLostDisputes } from './read-lost-disputes.ts'

type Payment = z.infer<typeof paymentObject>

/** How many orders are asked about at the same time. */
const AT_ONCE = 4

/** Every payment that was tried on some orders, with what was given back of it, by order. */
export async function readPayments(
  razorpay: Razorpay,
  orderIds: string[],
): Promise<Map<string, { payments: ProviderPayment[]; invoiceId: string | null }>> {
  const tried = await inBatches(orderIds, async (orderId) => {
    const answer = await call(() => razorpay.orders.fetchPayments(orderId))
    return { orderId, items: collectionOf(paymentObject).parse(answer).items }
  })
  const captured = tried.flatMap(({ items }) => items).filter(wasCaptured)
  const lost = await readLostDisputes(razorpay, captured)
  const paid = await inBatches(tried, async ({ orderId, items }) => {
    const payments = await Promise.all(items.map((payment) => withMoneyBack(razorpay, { payment, lost })))
    const invoiceId = items.find((payment) => payment.invoice_id)?.invoice_id ?? null
    return [orderId, { payments, invoiceId }] as const
  })
  return new Map(paid)
}

async function withMoneyBack(
  razorpay: Razorpay,
  { payment, lost }: { payment: Payment; lost: ReadonlyMap<string, ProviderRefund[]> },
): Promise<ProviderPayment> {
  const refunds = wasCaptured(payment) ? await readRefunds(razorpay, payment.id) : []
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
    refunds: [...refunds, ...(lost.get(payment.id) ?? [])],
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

function wasCaptured({ status }: Payment): boolean {
  return statusOf(status) === 'captured'
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

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const done: Result[] = []
  for (let from = 0; from < items.length; from += AT_ONCE) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))))
  }
  return done
}
