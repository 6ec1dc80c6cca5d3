import { z } from 'zod'
import { formatAmount } from '../../money/format-amount.ts'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import {
  count,
  currency,
  flag,
  ignored,
  metadata,
  oneOf,
  pageFields,
  text,
  textOrNothing,
} from '../api/params.ts'
import { invalidRequest, noSuch, StripeError } from '../api/stripe-error.ts'
import { findPaymentMethod } from '../cards/find-payment-method.ts'
import { requireAttached } from '../cards/require-attached.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act, StripeContext } from '../stripe-context.ts'
import { confirmIntent } from './confirm-intent.ts'
import { createIntent } from './create-intent.ts'
import { minimumCharge } from './minimum-charge.ts'

function requireIntent({ paymentIntents }: StripeContext, id: string): PaymentIntent {
  const intent = paymentIntents.find(id)
  if (!intent) throw noSuch({ what: 'payment_intent', id, param: 'intent' })
  return intent
}

/** A card to be charged: the customer's own, or one that belongs to nobody. */
function requireChargeable(act: Act, id: string, customer: string | null): PaymentMethod {
  const method = findPaymentMethod(act, id)
  if (!method) throw noSuch({ what: 'PaymentMethod', id, param: 'payment_method', status: 400 })
  if (method.customer !== null && customer !== null) return requireAttached(act, { id: method.id, customer })
  if (method.customer === null) return method
  const message =
    'The provided PaymentMethod cannot be used without its customer. Please include the Customer in the `customer` ' +
    'parameter on the PaymentIntent.'
  throw invalidRequest(message, 'payment_method')
}

function refuseTooSmall(amount: number, of: string): void {
  const minimum = minimumCharge(of)
  if (amount >= minimum) return
  const message = `Amount must be at least ${formatAmount({ amount: minimum, currency: of })} ${of}`
  throw new StripeError({ message, code: 'amount_too_small', param: 'amount' })
}

export const paymentIntentRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/payment_intents',
    input: z.strictObject({
      amount: count,
      automatic_payment_methods: ignored,
      confirm: flag.optional(),
      currency,
      customer: text.optional(),
      description: textOrNothing.optional(),
      metadata: metadata.optional(),
      off_session: flag.optional(),
      payment_method: text.optional(),
      payment_method_types: ignored,
      return_url: text.optional(),
      setup_future_usage: oneOf(['off_session', 'on_session']).optional(),
    }),
    run: (act, { input }) => {
      refuseTooSmall(input.amount, input.currency)
      const customer = input.customer ? requireCustomer(act, { id: input.customer }).id : null
      const method = input.payment_method ? requireChargeable(act, input.payment_method, customer) : null
      const intent = createIntent(act, {
        amount: input.amount,
        currency: input.currency,
        customer,
        description: input.description ?? null,
        metadata: mergeMetadata({}, input.metadata),
        setup_future_usage: input.setup_future_usage ?? null,
        payment_method: method?.id ?? null,
      })
      if (!input.confirm) return intent
      if (!method) throw needsMethod()
      const offSession = input.off_session ?? false
      return confirmIntent(act, { intent, method, offSession, returnUrl: input.return_url ?? null })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/payment_intents',
    input: z.strictObject({ ...pageFields, customer: text.optional() }),
    run: ({ paymentIntents }, { input }) =>
      listPage(paymentIntents, {
        url: '/v1/payment_intents',
        what: 'payment_intent',
        page: input,
        filters: { 'customer = ?': input.customer },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    input: z.strictObject({ client_secret: text.optional() }),
    run: (act, { id }) => requireIntent(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/payment_intents/:id',
    input: z.strictObject({ description: textOrNothing.optional(), metadata: metadata.optional() }),
    run: (act, { id, input }) => {
      const before = requireIntent(act, id)
      const { description = before.description } = input
      const intent = { ...before, description, metadata: mergeMetadata(before.metadata, input.metadata) }
      act.paymentIntents.update(intent)
      return intent
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    input: z.strictObject({
      off_session: flag.optional(),
      payment_method: text.optional(),
      return_url: text.optional(),
    }),
    run: (act, { id, input }) => {
      const intent = requireIntent(act, id)
      const chosen = input.payment_method ?? intent.payment_method
      if (!chosen) throw needsMethod()
      const method = requireChargeable(act, chosen, intent.customer)
      const offSession = input.off_session ?? false
      return confirmIntent(act, { intent, method, offSession, returnUrl: input.return_url ?? null })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    input: z.strictObject({ cancellation_reason: text.optional() }),
    run: (act, { id, input }) => {
      const before = requireIntent(act, id)
      if (before.status === 'succeeded' || before.status === 'canceled') {
        const message = `You cannot cancel this PaymentIntent because it has a status of ${before.status}.`
        throw invalidRequest(message, undefined, 'payment_intent_unexpected_state')
      }
      const intent: PaymentIntent = {
        ...before,
        canceled_at: act.now,
        cancellation_reason: input.cancellation_reason ?? null,
        next_action: null,
        status: 'canceled',
      }
      act.paymentIntents.update(intent)
      return intent
    },
  }),
]

function needsMethod(): StripeError {
  const message =
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
    'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
    'method.'
  return new StripeError({ message, code: 'payment_intent_unexpected_state' })
}
