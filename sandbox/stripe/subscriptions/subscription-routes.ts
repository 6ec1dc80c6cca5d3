import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { createdFilters, listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { createdField, nothing, pageFields, text } from '../api/params.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import { requireAttached } from '../cards/require-attached.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { notPendable } from './refusals.ts'
import { requireSubscription } from './require-subscription.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { startSubscription } from './start-subscription.ts'
import { cancelInput, createInput, updateInput } from './subscription-input.ts'
import { updateSubscription } from './update-subscription.ts'

const day = 24 * 60 * 60

export const subscriptionRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/subscriptions',
    input: createInput,
    run: (act, { input }) => {
      const { payment_behavior: paymentBehavior = 'allow_incomplete', trial_period_days: days } = input
      if (paymentBehavior === 'pending_if_incomplete') throw notPendable(['payment_behavior'])
      const method = input.default_payment_method ?? null
      if (method) requireAttached(act, { id: method, customer: input.customer })
      const trialEnd = input.trial_end ?? (days ? act.now + days * day : null)
      if (trialEnd !== null && trialEnd <= act.now) {
        throw invalidRequest('Invalid timestamp: must be in the future.', 'trial_end')
      }
      return startSubscription(act, {
        customer: input.customer,
        items: input.items,
        metadata: mergeMetadata({}, input.metadata),
        description: input.description ?? null,
        defaultPaymentMethod: method,
        saveDefaultPaymentMethod: input.payment_settings?.save_default_payment_method ?? 'off',
        trialEnd,
        withoutPaymentMethod: input.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
        cancelAtPeriodEnd: input.cancel_at_period_end ?? false,
        paymentBehavior,
      })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/subscriptions',
    input: z.strictObject({
      ...pageFields,
      ...createdField,
      customer: text.optional(),
      price: text.optional(),
      status: text.optional(),
    }),
    run: ({ subscriptions }, { input }) => {
      const { status } = input
      const running = status === undefined ? 'canceled' : undefined
      return listPage(subscriptions, {
        url: '/v1/subscriptions',
        what: 'subscription',
        page: input,
        filters: {
          'customer = ?': input.customer,
          'status <> ?': running,
          'status = ?': status === 'all' || status === 'ended' ? undefined : status,
          "status in ('canceled', 'incomplete_expired') and 'ended' = ?":
            status === 'ended' ? status : undefined,
          'instr(body, ?) > 0': input.price,
          ...createdFilters(input.created),
        },
      })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/subscriptions/:id',
    input: nothing,
    run: (act, { id }) => requireSubscription(act, { id }),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/subscriptions/:id',
    input: updateInput,
    run: updateSubscription,
  }),
  apiRoute({
    method: 'DELETE',
    path: '/v1/subscriptions/:id',
    input: cancelInput,
    run: (act, { id, input }) =>
      cancelSubscription(act, {
        id,
        prorate: input.prorate ?? false,
        invoiceNow: input.invoice_now ?? false,
        details: { comment: null, feedback: null, ...input.cancellation_details },
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/subscriptions/:id/resume',
    input: nothing,
    run: (act, { id }) => resumeSubscription(act, id),
  }),
]
