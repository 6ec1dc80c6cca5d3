import type { Route } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { idDoesNotExist } from '../razorpay-error.ts'
import { collection, pathId, readPage } from '../read-input.ts'
import { closeDispute } from './close-dispute.ts'

export function disputeRoutes(context: RazorpayContext): readonly Route[] {
  const { disputes, clock } = context
  const found = (id: string) => {
    const dispute = disputes.find(id)
    if (!dispute) throw idDoesNotExist()
    return dispute
  }
  return [
    {
      method: 'GET',
      path: '/v1/disputes',
      handle: ({ url }) => jsonReply(collection(disputes.list(readPage(url)))),
    },
    { method: 'GET', path: '/v1/disputes/:id', handle: (request) => jsonReply(found(pathId(request))) },
    {
      method: 'POST',
      path: '/v1/disputes/:id/accept',
      handle: async (request) => {
        const dispute = found(pathId(request))
        return jsonReply(closeDispute(context, { dispute, outcome: 'lost', now: await clock.now() }))
      },
    },
  ]
}
