import type { Handler, Route } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { invalidField } from '../razorpay-error.ts'
import { collection, type Input, pathId, readInput, readPage } from '../read-input.ts'
import { addAddon } from './add-addon.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { createSubscription, subscriptionFields } from './create-subscription.ts'
import { pauseSubscription, resumeSubscription } from './pause-subscription.ts'
import { readSubscription } from './subscription-store.ts'
import { cancelUpdate, pendingUpdate, updateFields, updateSubscription } from './update-subscription.ts'

type Act = (call: {
  readonly subscriptionId: string
  readonly input: Input
  readonly now: Temporal.Instant
}) => unknown

export function subscriptionRoutes(context: RazorpayContext): readonly Route[] {
  /** What happens to one subscription, with the fields it takes. */
  const act =
    (fields: readonly string[], work: Act): Handler =>
    async (request) => {
      const input = readInput(request, fields)
      return jsonReply(work({ subscriptionId: pathId(request), input, now: await context.clock.now() }))
    }
  return [
    {
      method: 'POST',
      path: '/v1/subscriptions',
      handle: async (request) => {
        const input = readInput(request, subscriptionFields)
        const now = await context.clock.now()
        return jsonReply(createSubscription(context, { input, origin: request.url.origin, now }))
      },
    },
    {
      method: 'GET',
      path: '/v1/subscriptions',
      handle: ({ url }) => {
        const page = readPage(url)
        const planId = url.searchParams.get('plan_id')
        const where = planId ? `${page.where} and plan_id = ?` : page.where
        const values = planId ? [...page.values, planId] : page.values
        return jsonReply(collection(context.subscriptions.list({ ...page, where, values })))
      },
    },
    {
      method: 'GET',
      path: '/v1/subscriptions/:id',
      handle: (request) => jsonReply(readSubscription(context, pathId(request)).entity),
    },
    {
      method: 'PATCH',
      path: '/v1/subscriptions/:id',
      handle: act(updateFields, (call) => updateSubscription(context, call)),
    },
    {
      method: 'GET',
      path: '/v1/subscriptions/:id/retrieve_scheduled_changes',
      handle: (request) => jsonReply(pendingUpdate(context, pathId(request))),
    },
    {
      method: 'POST',
      path: '/v1/subscriptions/:id/cancel_scheduled_changes',
      handle: act([], (call) => cancelUpdate(context, call)),
    },
    {
      method: 'POST',
      path: '/v1/subscriptions/:id/cancel',
      handle: act(['cancel_at_cycle_end'], ({ input, ...call }) =>
        cancelSubscription(context, { ...call, atCycleEnd: readFlag(input, 'cancel_at_cycle_end') }),
      ),
    },
    {
      method: 'POST',
      path: '/v1/subscriptions/:id/pause',
      handle: act(['pause_at'], ({ input, ...call }) => {
        refuseOtherThanNow(input, 'pause_at')
        return pauseSubscription(context, call)
      }),
    },
    {
      method: 'POST',
      path: '/v1/subscriptions/:id/resume',
      handle: act(['resume_at'], ({ input, ...call }) => {
        refuseOtherThanNow(input, 'resume_at')
        return resumeSubscription(context, call)
      }),
    },
    {
      method: 'POST',
      path: '/v1/subscriptions/:id/addons',
      handle: act(['item', 'quantity'], (call) => addAddon(context, call)),
    },
  ]
}

/** 1, "1" and true are yes; 0, "0", false and nothing are no. */
function readFlag(input: Input, field: string): boolean {
  const value = input[field] ?? false
  if ([true, 1, '1', 'true'].some((yes) => yes === value)) return true
  if ([false, 0, '0', 'false'].some((no) => no === value)) return false
  throw invalidField(field, `The ${field.replaceAll('_', ' ')} field must be true or false.`)
}

function refuseOtherThanNow(input: Input, field: string): void {
  if ((input[field] ?? 'now') !== 'now') throw invalidField(field, `The selected ${field} is invalid.`)
}
