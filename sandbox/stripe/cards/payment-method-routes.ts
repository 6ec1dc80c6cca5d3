import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { ignored, integer, metadata, nothing, oneOf, pageFields, text } from '../api/params.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { StripeContext } from '../stripe-context.ts'
import { attachPaymentMethod } from './attach-payment-method.ts'
import { numberOfToken } from './card-rules.ts'
import { createPaymentMethod } from './create-payment-method.ts'
import { detachPaymentMethod } from './detach-payment-method.ts'

const card = z.union([
  z.strictObject({ number: text, exp_month: integer, exp_year: integer, cvc: text.optional() }),
  z.strictObject({ token: text }),
])

function requireMethod({ paymentMethods }: StripeContext, id: string): PaymentMethod {
  const method = paymentMethods.find(id)
  if (!method) throw noSuch({ what: 'PaymentMethod', id, param: 'payment_method' })
  return method
}

export const paymentMethodRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/payment_methods',
    input: z.strictObject({
      type: oneOf(['card']),
      card,
      billing_details: z
        .strictObject({ name: text.optional(), email: text.optional(), address: ignored })
        .optional(),
      metadata: metadata.optional(),
    }),
    run: (act, { input }) => {
      const { name, email } = input.billing_details ?? {}
      const common = { name: name ?? null, email: email ?? null, metadata: mergeMetadata({}, input.metadata) }
      if ('number' in input.card) {
        const { number, exp_month: month, exp_year: year } = input.card
        return createPaymentMethod(act, { ...common, number, expiry: { month, year } })
      }
      const number = numberOfToken(input.card.token.replace(/^tok_/, 'pm_card_'))
      if (!number)
        throw invalidRequest(`No such token: '${input.card.token}'`, 'card[token]', 'resource_missing')
      return createPaymentMethod(act, { ...common, number })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/payment_methods',
    input: z.strictObject({ ...pageFields, customer: text, type: text.optional() }),
    run: ({ paymentMethods }, { input }) =>
      listPage(paymentMethods, {
        url: '/v1/payment_methods',
        what: 'PaymentMethod',
        page: input,
        filters: { 'customer = ?': input.customer },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    input: nothing,
    run: (act, { id }) => requireMethod(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    input: z.strictObject({ customer: text }),
    run: (act, { id, input }) => attachPaymentMethod(act, { id, customer: input.customer }),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    input: nothing,
    run: (act, { id }) => detachPaymentMethod(act, requireMethod(act, id)),
  }),
]
