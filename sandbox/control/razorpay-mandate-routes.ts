import { z } from 'zod'
import type { HttpRequest, Route } from '../http/http-types.ts'
import { notFound } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import { approvalAnswer } from '../razorpay/checkout/checkout-answer.ts'
import { closeDispute } from '../razorpay/disputes/close-dispute.ts'
import { openDispute } from '../razorpay/disputes/open-dispute.ts'
import { approveSubscription } from '../razorpay/subscriptions/approve-subscription.ts'
import { cancelSubscription } from '../razorpay/subscriptions/cancel-subscription.ts'
import { readSubscription, saveSubscription } from '../razorpay/subscriptions/subscription-store.ts'
import type { ControlContext } from './control-context.ts'
import { orConflict } from './or-conflict.ts'

const approveSchema = z.strictObject({
  method: z.enum(['card', 'upi', 'emandate']).default('card'),
  /** Where a card was issued; other ways to pay are domestic. */
  region: z.enum(['domestic', 'international']).default('domestic'),
  outcome: z.enum(['captured', 'failed']).default('captured'),
  email: z.string().max(100).optional(),
  contact: z.string().max(30).optional(),
})
const chargesSchema = z.strictObject({ outcome: z.enum(['captured', 'failed']) })
const disputeSchema = z.strictObject({ payment_id: z.string(), amount: z.int().min(1).optional() })
const closeSchema = z.strictObject({ outcome: z.enum(['won', 'lost', 'closed']) })
const emptySchema = z.strictObject({})

/** What the payer does about a mandate, how the payer's bank answers, and payments it questions. */
export function razorpayMandateRoutes({ razorpay }: ControlContext): readonly Route[] {
  const subscriptionId = ({ params }: HttpRequest) => {
    const id = params.id ?? ''
    if (!razorpay.subscriptions.find(id)) throw notFound(`There is no subscription ${id}.`)
    return id
  }
  return [
    {
      method: 'POST',
      path: '/razorpay/subscriptions/:id/authenticate',
      handle: async (request) => {
        const id = subscriptionId(request)
        const { method, region, outcome, email, contact } = readWith(approveSchema, request)
        const international = method === 'card' && region === 'international'
        const payer = { method, international, email, contact }
        const now = await razorpay.clock.now()
        const approval = { subscriptionId: id, payer, outcome, now }
        const payment = orConflict(() => approveSubscription(razorpay, approval))
        const { keySecret } = razorpay.config
        return jsonReply(approvalAnswer({ payment, subscriptionId: id, keySecret }))
      },
    },
    {
      method: 'POST',
      path: '/razorpay/subscriptions/:id/charges',
      handle: async (request) => {
        const id = subscriptionId(request)
        const { outcome } = readWith(chargesSchema, request)
        const { entity, facts } = readSubscription(razorpay, id)
        const record = { entity, facts: { ...facts, bank: outcome } }
        saveSubscription(razorpay, { record, now: await razorpay.clock.now() })
        return jsonReply({ id, status: entity.status, charges: outcome })
      },
    },
    {
      method: 'POST',
      path: '/razorpay/subscriptions/:id/revoke',
      handle: async (request) => {
        readWith(emptySchema, request)
        const revoked = { subscriptionId: subscriptionId(request), atCycleEnd: false }
        const now = await razorpay.clock.now()
        return jsonReply(orConflict(() => cancelSubscription(razorpay, { ...revoked, now })))
      },
    },
    {
      method: 'POST',
      path: '/razorpay/disputes',
      handle: async (request) => {
        const { payment_id, amount = null } = readWith(disputeSchema, request)
        const payment = razorpay.payments.find(payment_id)
        if (!payment) throw notFound(`There is no payment ${payment_id}.`)
        const now = await razorpay.clock.now()
        return jsonReply(
          orConflict(() => openDispute(razorpay, { payment, amount, now })),
          { status: 201 },
        )
      },
    },
    {
      method: 'POST',
      path: '/razorpay/disputes/:id/close',
      handle: async (request) => {
        const { outcome } = readWith(closeSchema, request)
        const dispute = razorpay.disputes.find(request.params.id ?? '')
        if (!dispute) throw notFound(`There is no dispute ${request.params.id}.`)
        const now = await razorpay.clock.now()
        return jsonReply(orConflict(() => closeDispute(razorpay, { dispute, outcome, now })))
      },
    },
  ]
}
