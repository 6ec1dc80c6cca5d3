import { newId } from '../../store/new-id.ts'
import { invalidRequest, StripeError } from '../api/stripe-error.ts'
import type { Metadata } from '../objects/metadata.ts'
import { noBillingDetails, type PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { cardDetails, findTestCard } from './card-rules.ts'

/** A card that belongs to nobody yet. */
export function createPaymentMethod(
  act: Act,
  input: {
    readonly number: string
    readonly expiry?: { readonly month: number; readonly year: number }
    readonly name?: string | null
    readonly email?: string | null
    readonly metadata?: Metadata
  },
): PaymentMethod {
  const card = findTestCard(input.number)
  if (!card) throw unknownCard()
  const year = new Date(act.now * 1000).getUTCFullYear()
  const expiry = input.expiry ?? { month: 12, year: year + 5 }
  if (expiry.month < 1 || expiry.month > 12) throw badExpiry('invalid_expiry_month', 'month', 'exp_month')
  if (expiry.year < year) throw badExpiry('invalid_expiry_year', 'year', 'exp_year')
  const method: PaymentMethod = {
    id: newId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { ...noBillingDetails, name: input.name ?? null, email: input.email ?? null },
    card: cardDetails(card, expiry),
    created: act.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: 'card',
  }
  act.paymentMethods.insert(method, { customer: null, behaviour: card.behaviour })
  return method
}

function unknownCard(): StripeError {
  const message = 'Your card number is incorrect.'
  return new StripeError({
    status: 402,
    type: 'card_error',
    code: 'incorrect_number',
    param: 'number',
    message,
  })
}

function badExpiry(code: string, part: string, param: string): StripeError {
  return invalidRequest(`Your card's expiration ${part} is invalid.`, param, code)
}
