import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { integer, metadata, nothing, oneOf, pageFields, text } from '../api/params.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { Charge, Refund } from '../objects/charge.ts'
import type { StripeContext } from '../stripe-context.ts'
import { createRefund } from './create-refund.ts'

/** The charge meant: by itself, or as what an intent has last come to. */
function requireCharge(
  { charges, paymentIntents }: StripeContext,
  input: { readonly charge?: string | undefined; readonly payment_intent?: string | undefined },
): Charge {
  const { charge: id, payment_intent: intentId } = input
  if (id === undefined && intentId === undefined) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.'
    throw invalidRequest(message, undefined, 'parameter_missing')
  }
  const intent = intentId === undefined ? null : paymentIntents.find(intentId)
  if (intentId !== undefined && !intent) {
    throw noSuch({ what: 'payment_intent', id: intentId, param: 'payment_intent' })
  }
  const charge = charges.find(id ?? intent?.latest_charge ?? '')
  if (charge) return charge
  if (id !== undefined) throw noSuch({ what: 'charge', id, param: 'charge' })
  throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`)
}

function requireRefund({ refunds }: StripeContext, id: string): Refund {
  const refund = refunds.find(id)
  if (!refund) throw noSuch({ what: 'refund', id })
  return refund
}

export const refundRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/refunds',
    input: z.strictObject({
      amount: integer.optional(),
      charge: text.optional(),
      metadata: metadata.optional(),
      payment_intent: text.optional(),
      reason: oneOf(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
    }),
    run: (act, { input }) =>
      createRefund(act, {
        charge: requireCharge(act, input),
        amount: input.amount ?? null,
        reason: input.reason ?? null,
        metadata: mergeMetadata({}, input.metadata),
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/refunds',
    input: z.strictObject({ ...pageFields, charge: text.optional(), payment_intent: text.optional() }),
    run: ({ refunds }, { input }) =>
      listPage(refunds, {
        url: '/v1/refunds',
        what: 'refund',
        page: input,
        filters: { 'charge = ?': input.charge, 'payment_intent = ?': input.payment_intent },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/refunds/:id',
    input: nothing,
    run: (act, { id }) => requireRefund(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/refunds/:id',
    input: z.strictObject({ metadata: metadata.optional() }),
    run: (act, { id, input }) => {
      const before = requireRefund(act, id)
      const refund: Refund = { ...before, metadata: mergeMetadata(before.metadata, input.metadata) }
      act.refunds.update(refund)
      return refund
    },
  }),
]
