import type { PaymentFailure } from '../entities.ts'
import { invalidField, RazorpayError } from '../razorpay-error.ts'
import type { SubscriptionRecord } from './subscription-entities.ts'

/** What recurring debits of the Reserve Bank's reach may cost without the payer authenticating again: ₹15,000. */
const silentLimit = 1_500_000

/** Most ways to pay in India allow no change of what was approved; the words are Razorpay's. */
export function refuseChange({ entity, facts }: SubscriptionRecord): void {
  if (entity.status !== 'authenticated' && entity.status !== 'active') {
    throw invalidField(
      'status',
      "Can't update subscription when subscription is not in Authenticated or Active state",
    )
  }
  switch (entity.payment_method) {
    case 'upi':
      throw new RazorpayError({ description: 'subscriptions cannot be updated when payment mode is UPI' })
    case 'emandate':
      throw new RazorpayError({
        description: 'subscriptions cannot be updated when payment mode is emandate',
      })
    case 'card':
    case null:
      if (facts.region === 'international') return
      throw invalidField(
        'offer_id',
        'Only offers can be updated for subscriptions when payment mode is domestic card',
      )
    default:
      entity.payment_method satisfies never
  }
}

export function refuseAddon({ entity, facts }: SubscriptionRecord): void {
  const { payment_method: method } = entity
  if (method === 'upi' || method === 'emandate') {
    const description = `Add-ons can't be added for Subscriptions when payment mode is ${method}`
    throw new RazorpayError({ description })
  }
  if (method === 'card' && facts.region === 'domestic') {
    const description = "Addons can't be added for subscriptions when payment mode is domestic card"
    throw new RazorpayError({ description })
  }
  if (entity.status !== 'authenticated' && entity.status !== 'active') {
    const description = `Add-ons can't be added for Subscriptions in ${entity.status} state`
    throw new RazorpayError({ description })
  }
}

/** Why the bank refuses a debit nobody is present for; null when it does not. */
export function refusalOfDebit(
  { entity, facts }: SubscriptionRecord,
  money: { readonly amount: number; readonly currency: string },
): PaymentFailure | null {
  const code = 'BAD_REQUEST_ERROR'
  if (facts.region === 'domestic' && money.currency === 'INR' && money.amount > silentLimit) {
    return {
      code,
      description: 'Recurring debits above ₹15,000 need additional authentication by the customer',
      source: 'customer',
      step: 'payment_authentication',
      reason: 'authentication_failed',
    }
  }
  if (facts.bank === 'captured') return null
  const source = entity.payment_method === 'upi' ? 'issuer' : 'bank'
  const description = 'Your payment could not be completed due to insufficient account balance.'
  return { code, description, source, step: 'payment_authorization', reason: 'insufficient_funds' }
}

/** A mandate on an account or a UPI id can be moved to a card only. */
export function refuseNewMethod(record: SubscriptionRecord, method: 'card' | 'upi' | 'emandate'): void {
  const known = record.entity.payment_method
  if (known !== null && known !== 'card' && method !== 'card') {
    const description = `The payment method of a ${known} subscription can be changed to a card only`
    throw new RazorpayError({ description })
  }
}
