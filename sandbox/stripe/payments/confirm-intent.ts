import { docUrl, invalidRequest, type StripeError } from '../api/stripe-error.ts'
import { attemptInvoice } from '../invoices/attempt-invoice.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { invoiceOfIntent } from './answer-authentication.ts'
import { type Attempt, attemptPayment } from './attempt-payment.ts'
import { cardDeclined } from './card-refusals.ts'
import { tellOutcome } from './tell-outcome.ts'

/** Tries to take the money; without the payer there (`offSession`) a card that has to ask has failed. */
export function confirmIntent(
  act: Act,
  input: {
    readonly intent: PaymentIntent
    readonly method: PaymentMethod
    readonly offSession: boolean
    readonly returnUrl: string | null
  },
): PaymentIntent | StripeError {
  const { intent, method } = input
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message =
      `You cannot confirm this PaymentIntent because it has already ${intent.status} after being previously ` +
      'confirmed.'
    throw invalidRequest(message, undefined, 'payment_intent_unexpected_state')
  }
  const { verdict, ...tried } = attempt(act, input)
  const after = verdict === 'asks' && input.offSession ? cannotAsk(act, tried.intent, method) : tried.intent
  if (!invoiceOfIntent(act, after)) tellOutcome(act, after)
  return after.status === 'requires_payment_method' ? cardDeclined(after) : after
}

function attempt(act: Act, input: Parameters<typeof confirmIntent>[1]): Attempt {
  const { intent, method, returnUrl } = input
  const invoice = invoiceOfIntent(act, intent)
  if (!invoice) return attemptPayment(act, { intent, method, returnUrl })
  const tried = attemptInvoice(act, { invoice, method, retryAt: invoice.next_payment_attempt })
  return { verdict: tried.verdict, intent: tried.intent ?? intent }
}

function cannotAsk(act: Act, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  const code = 'authentication_required'
  const failed: PaymentIntent = {
    ...intent,
    last_payment_error: {
      type: 'card_error',
      code,
      decline_code: code,
      doc_url: docUrl(code),
      message: 'Your card was declined. This transaction requires authentication.',
      payment_method: method,
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  }
  act.paymentIntents.update(failed)
  return failed
}
