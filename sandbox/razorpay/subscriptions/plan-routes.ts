import type { Route } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { collection, pathId, readInput, readPage } from '../read-input.ts'
import { createPlan, planFields } from './create-plan.ts'
import { planOf } from './subscription-store.ts'

/** Plans are made and read; nobody changes or deletes them. */
export function planRoutes(context: RazorpayContext): readonly Route[] {
  const { plans, clock } = context
  return [
    {
      method: 'POST',
      path: '/v1/plans',
      handle: async (request) => {
        const now = await clock.now()
        return jsonReply(createPlan(context, { input: readInput(request, planFields), now }))
      },
    },
    {
      method: 'GET',
      path: '/v1/plans',
      handle: ({ url }) => jsonReply(collection(plans.list(readPage(url)))),
    },
    {
      method: 'GET',
      path: '/v1/plans/:id',
      handle: (request) => jsonReply(planOf(context, pathId(request))),
    },
  ]
}
