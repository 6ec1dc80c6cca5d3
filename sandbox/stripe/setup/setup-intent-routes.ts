import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { flag, ignored, metadata, nothing, oneOf, text } from '../api/params.ts'
import { noSuch, StripeError } from '../api/stripe-error.ts'
import { findPaymentMethod } from '../cards/find-payment-method.ts'
import type { SetupIntent } from '../objects/setup-intent.ts'
import type { Act, StripeContext } from '../stripe-context.ts'
import { confirmSetup } from './confirm-setup.ts'
import { createSetup } from './create-setup.ts'

function requireSetup({ setupIntents }: StripeContext, id: string): SetupIntent {
  const intent = setupIntents.find(id)
  if (!intent) throw noSuch({ what: 'setupintent', id })
  return intent
}

function confirm(act: Act, intent: SetupIntent, given: string | undefined): SetupIntent {
  const id = given ?? intent.payment_method
  if (!id) {
    const message = "You cannot confirm this SetupIntent because it's missing a payment method."
    throw new StripeError({ message, code: 'setup_intent_unexpected_state' })
  }
  const method = findPaymentMethod(act, id)
  if (!method) throw noSuch({ what: 'PaymentMethod', id, param: 'payment_method', status: 400 })
  return confirmSetup(act, { intent, method })
}

export const setupIntentRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/setup_intents',
    input: z.strictObject({
      automatic_payment_methods: ignored,
      confirm: flag.optional(),
      customer: text.optional(),
      metadata: metadata.optional(),
      payment_method: text.optional(),
      payment_method_types: ignored,
      usage: oneOf(['off_session', 'on_session']).optional(),
    }),
    run: (act, { input }) => {
      const intent = createSetup(act, {
        customer: input.customer ?? null,
        metadata: mergeMetadata({}, input.metadata),
        usage: input.usage ?? 'off_session',
      })
      return input.confirm ? confirm(act, intent, input.payment_method) : intent
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    input: nothing,
    run: (act, { id }) => requireSetup(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    input: z.strictObject({ payment_method: text.optional() }),
    run: (act, { id, input }) => confirm(act, requireSetup(act, id), input.payment_method),
  }),
]
