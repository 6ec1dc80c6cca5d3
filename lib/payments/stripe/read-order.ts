import type Stripe from 'stripe'
import type { ProviderOrder } from '../provider.ts'
import type { ProviderBill } from '../subscription-billing.ts'
import { call } from './call.ts'
import { idOf } from './id-of.ts'
import { readBill } from './read-bill.ts'
import { readIntent, readPayment, toPayment } from './read-payment.ts'

/** Something to be paid: a checkout session, an invoice or a charge of a saved method, by the form of its id. */
export async function readOrder(stripe: Stripe, orderId: string): Promise<ProviderOrder> {
  if (orderId.startsWith('pi_')) return readCharge(stripe, orderId)
  return orderId.startsWith('in_') ? readBill(stripe, orderId) : readSession(stripe, orderId)
}

async function readCharge(stripe: Stripe, intentId: string): Promise<ProviderOrder> {
  const intent = await readIntent(stripe, intentId)
  const payment = await toPayment(stripe, intent)
  return {
    orderId: intent.id,
    reference: intent.metadata.reference ?? null,
    amountMinor: BigInt(intent.amount),
    currency: intent.currency.toUpperCase(),
    payments: payment ? [payment] : [],
    bill: null,
  }
}

async function readSession(stripe: Stripe, sessionId: string): Promise<ProviderOrder> {
  const session = await call(() => stripe.checkout.sessions.retrieve(sessionId))
  const reference = session.metadata?.reference ?? null
  const invoiceId = idOf(session.invoice)
  if (session.status === 'complete' && invoiceId !== null) {
    return { ...(await readBill(stripe, invoiceId)), orderId: session.id, reference }
  }
  const intentId = idOf(session.payment_intent)
  const payment = intentId === null ? null : await readPayment(stripe, intentId)
  return {
    orderId: session.id,
    reference,
    amountMinor: BigInt(session.amount_total ?? 0),
    currency: (session.currency ?? '').toUpperCase(),
    payments: payment ? [payment] : [],
    bill: session.mode === 'subscription' ? unpaidBill(session) : null,
  }
}

/** The bill of a subscription that has not begun. */
function unpaidBill(session: Stripe.Checkout.Session): ProviderBill {
  const isOpen = session.status === 'open'
  return {
    status: session.status === 'expired' ? 'void' : 'open',
    reason: 'start',
    subscriptionId: null,
    lines: [],
    balanceAppliedMinor: 0n,
    payUrl: isOpen ? (session.url ?? null) : null,
    createdAt: Temporal.Instant.fromEpochMilliseconds(session.created * 1000),
  }
}
