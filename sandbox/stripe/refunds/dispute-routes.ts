import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { nothing, pageFields, text } from '../api/params.ts'
import { noSuch } from '../api/stripe-error.ts'
import type { Dispute } from '../objects/dispute.ts'
import type { StripeContext } from '../stripe-context.ts'
import { closeDispute } from './close-dispute.ts'

function requireDispute({ disputes }: StripeContext, id: string): Dispute {
  const dispute = disputes.find(id)
  if (!dispute) throw noSuch({ what: 'dispute', id })
  return dispute
}

export const disputeRoutes = [
  apiRoute({
    method: 'GET',
    path: '/v1/disputes',
    input: z.strictObject({ ...pageFields, charge: text.optional(), payment_intent: text.optional() }),
    run: ({ disputes }, { input }) =>
      listPage(disputes, {
        url: '/v1/disputes',
        what: 'dispute',
        page: input,
        filters: { 'charge = ?': input.charge, 'payment_intent = ?': input.payment_intent },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/disputes/:id',
    input: nothing,
    run: (act, { id }) => requireDispute(act, id),
  }),
  // Closing a dispute from this side accepts it: it is lost.
  apiRoute({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    input: nothing,
    run: (act, { id }) => closeDispute(act, { dispute: requireDispute(act, id), outcome: 'lost' }),
  }),
]
