import type Stripe from 'stripe'
import type { ProviderPayment, ProviderPaymentStatus, ProviderRefund } from '../provider.ts'
import { call } from './call.ts'
import { idOf } from './id-of.ts'

/** A payment with its refunds and the disputes it lost; null while nobody has tried to pay. */
export async function readPayment(stripe: Stripe, paymentIntentId: string): Promise<ProviderPayment | null> {
  return toPayment(stripe, await readIntent(stripe, paymentIntentId))
}

export function readIntent(stripe: Stripe, paymentIntentId: string): Promise<Stripe.PaymentIntent> {
  return call(() => stripe.paymentIntents.retrieve(paymentIntentId, { expand: ['latest_charge'] }))
}

/** As `readPayment`, of what was read by `readIntent`. */
export async function toPayment(
  stripe: Stripe,
  intent: Stripe.PaymentIntent,
): Promise<ProviderPayment | null> {
  const status = statusOf(intent)
  if (status === null) return null
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const currency = intent.currency.toUpperCase()
  const failure = intent.last_payment_error
  return {
    paymentId: intent.id,
    status,
    amountMinor: BigInt(intent.amount),
    currency,
    method: charge?.payment_method_details?.type ?? intent.payment_method_types[0] ?? null,
    failure: failure
      ? {
          code: failure.decline_code ?? failure.code ?? failure.type,
          description: failure.message ?? 'The payment failed',
        }
      : null,
    createdAt: Temporal.Instant.fromEpochMilliseconds(intent.created * 1000),
    refunds: [
      ...(charge && (charge.refunded || charge.amount_refunded > 0 || charge.captured)
        ? await readRefunds(stripe, intent.id)
        : []),
      ...(charge?.disputed ? await readLostDisputes(stripe, intent.id) : []),
    ],
  }
}

async function readRefunds(stripe: Stripe, paymentIntentId: string): Promise<ProviderRefund[]> {
  const { data } = await call(() => stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }))
  return data.map(toRefund)
}

export function toRefund(refund: Stripe.Refund): ProviderRefund {
  return {
    refundId: refund.id,
    status: refundStatusOf(refund.status),
    amountMinor: BigInt(refund.amount),
    currency: refund.currency.toUpperCase(),
    reference: refund.metadata?.reference ?? null,
    cause: 'refund',
  }
}

/** A dispute that is open is not lost yet: what it is about stays as it is. */
async function readLostDisputes(stripe: Stripe, paymentIntentId: string): Promise<ProviderRefund[]> {
  const { data } = await call(() => stripe.disputes.list({ payment_intent: paymentIntentId, limit: 100 }))
  return data
    .filter((dispute) => dispute.status === 'lost')
    .map((dispute) => ({
      refundId: dispute.id,
      status: 'processed',
      amountMinor: BigInt(dispute.amount),
      currency: dispute.currency.toUpperCase(),
      reference: null,
      cause: 'dispute',
    }))
}

function refundStatusOf(status: string | null): ProviderRefund['status'] {
  if (status === 'succeeded') return 'processed'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

function statusOf(intent: Stripe.PaymentIntent): ProviderPaymentStatus | null {
  switch (intent.status) {
    case 'succeeded':
      return 'captured'
    case 'requires_capture':
      return 'authorized'
    case 'canceled':
      return 'failed'
    // Its payer has to act first: nothing is under way at a bank.
    case 'requires_action':
    case 'requires_confirmation':
      return null
    case 'requires_payment_method':
      return intent.last_payment_error || idOf(intent.latest_charge) ? 'failed' : null
    default:
      return 'pending'
  }
}
