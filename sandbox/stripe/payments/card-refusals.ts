import { StripeError } from '../api/stripe-error.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'

/** 402, with the intent as the attempt left it. */
export function cardDeclined(intent: PaymentIntent): StripeError {
  const failure = intent.last_payment_error
  return new StripeError({
    status: 402,
    type: 'card_error',
    code: failure?.code ?? 'card_declined',
    decline_code: failure?.decline_code ?? 'generic_decline',
    message: failure?.message ?? 'Your card was declined.',
    payment_intent: intent,
    ...(failure?.charge ? { charge: failure.charge } : {}),
    ...(failure ? { payment_method: failure.payment_method } : {}),
  })
}

/** 402: nobody is there to be asked for 3-D Secure, but somebody has to be. */
export function actionRequired(input: {
  readonly code: 'invoice_payment_intent_requires_action' | 'subscription_payment_intent_requires_action'
  readonly intent: PaymentIntent
}): StripeError {
  const what = input.code.startsWith('invoice') ? 'This invoice payment' : 'Payment for this subscription'
  const message =
    `${what} requires additional user action before it can be completed successfully. Payment can be completed ` +
    'using the PaymentIntent associated with the invoice. For more details see: ' +
    'https://stripe.com/docs/billing/subscriptions/overview#requires-action'
  return new StripeError({
    status: 402,
    type: 'card_error',
    code: input.code,
    message,
    payment_intent: input.intent,
  })
}
