import { newId } from '../../store/new-id.ts'
import { type Charge, chargeObject } from '../objects/charge.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { recordBalance } from './balance-transaction.ts'

/** Writes down one attempt on a payment method, with how the issuer answered. */
export function chargeMethod(
  act: Act,
  input: {
    readonly intent: PaymentIntent
    readonly method: PaymentMethod
    readonly paid: boolean
    readonly authenticated: boolean
  },
): Charge {
  const { intent, method, paid } = input
  const id = newId('ch_3', 23)
  const { amount, currency } = intent
  const transaction = paid
    ? recordBalance(act, { amount, currency, source: id, reporting_category: 'charge' })
    : null
  const charge = chargeObject({
    id,
    amount,
    amount_captured: paid ? amount : 0,
    amount_refunded: 0,
    balance_transaction: transaction?.id ?? null,
    billing_details: method.billing_details,
    captured: paid,
    created: act.now,
    currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: paid ? null : 'card_declined',
    failure_message: paid ? null : 'Your card was declined.',
    metadata: intent.metadata,
    outcome: outcomeOf(paid),
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(input),
    refunded: false,
    status: paid ? 'succeeded' : 'failed',
  })
  act.charges.insert(charge, { customer: intent.customer, payment_intent: intent.id })
  return charge
}

function outcomeOf(paid: boolean): Charge['outcome'] {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: paid ? 'approved_by_network' : 'declined_by_network',
    reason: paid ? null : 'generic_decline',
    seller_message: paid
      ? 'Payment complete.'
      : 'The bank did not return any further details with this decline.',
    type: paid ? 'authorized' : 'issuer_declined',
  }
}

function detailsOf(input: {
  readonly method: PaymentMethod
  readonly authenticated: boolean
}): Charge['payment_method_details'] {
  const { method, authenticated } = input
  if (method.type === 'sepa_debit') {
    const { bank_code, country, last4 } = method.sepa_debit
    return { sepa_debit: { bank_code, country, last4 }, type: method.type }
  }
  const { brand, checks, country, exp_month, exp_year, funding, last4 } = method.card
  const three_d_secure = authenticated ? ({ result: 'authenticated', version: '2.2.0' } as const) : null
  const card = { brand, checks, country, exp_month, exp_year, funding, last4, network: brand, three_d_secure }
  return { card, type: method.type }
}
