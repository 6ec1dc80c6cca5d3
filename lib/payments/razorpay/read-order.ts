import type Razorpay from 'razorpay'
import { ProviderError, type ProviderOrder } from '../provider.ts'
import { call } from './call.ts'
import { invoiceObject, orderObject } from './objects.ts'
import { readMandate } from './read-mandate.ts'
import { readPayments } from './read-payments.ts'

/**
 * The order, its payments and what was given back of them, as Razorpay has them now. A subscription stands for its
 * first charge; before there is one, nothing is asked for yet.
 */
export async function readOrder(razorpay: Razorpay, orderId: string): Promise<ProviderOrder> {
  return orderId.startsWith('sub_') ? readFirstCharge(razorpay, orderId) : readPlainOrder(razorpay, orderId)
}

async function readFirstCharge(razorpay: Razorpay, mandateId: string): Promise<ProviderOrder> {
  const mandate = await readMandate(razorpay, mandateId)
  if (!mandate) {
    const message = `Razorpay: there is no subscription ${mandateId}`
    throw new ProviderError({ outcome: 'refused', code: 'BAD_REQUEST_ERROR', message })
  }
  const [first] = mandate.charges
  return {
    orderId: mandateId,
    reference: mandate.reference,
    amountMinor: first?.amountMinor ?? 0n,
    currency: first?.currency ?? '',
    payments: first?.payments ?? [],
    bill: null,
    mandateId,
    firstCharge: first ?? null,
  }
}

async function readPlainOrder(razorpay: Razorpay, orderId: string): Promise<ProviderOrder> {
  const [order, tried] = await Promise.all([
    call(() => razorpay.orders.fetch(orderId)),
    readPayments(razorpay, [orderId]),
  ])
  const { id, amount, currency, receipt } = orderObject.parse(order)
  const { payments = [], invoiceId = null } = tried.get(orderId) ?? {}
  return {
    orderId: id,
    reference: receipt ?? null,
    amountMinor: amount,
    currency,
    payments,
    bill: null,
    mandateId: invoiceId === null ? null : await mandateOf(razorpay, invoiceId),
  }
}

/** Orders do not say what they are for; the invoice of a payment on them does. */
async function mandateOf(razorpay: Razorpay, invoiceId: string): Promise<string | null> {
  const invoice = invoiceObject.parse(await call(() => razorpay.invoices.fetch(invoiceId)))
  return invoice.subscription_id ?? null
}
