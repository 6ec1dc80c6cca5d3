import { z } from 'zod'
import type { Route } from '../http/http-types.ts'
import { conflict, notFound } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import { captureLate } from '../razorpay/capture-payment.ts'
import { checkoutAnswer } from '../razorpay/checkout/checkout-answer.ts'
import { payOrder } from '../razorpay/pay-order.ts'
import { settleRefund } from '../razorpay/settle-refund.ts'
import type { ControlContext } from './control-context.ts'
import { orConflict } from './or-conflict.ts'

const paySchema = z.strictObject({
  method: z.enum(['upi', 'card', 'netbanking', 'wallet']).default('upi'),
  outcome: z.enum(['captured', 'authorized', 'failed']).default('captured'),
  vpa: z.string().max(100).optional(),
  card: z.string().max(30).optional(),
  bank: z.string().max(20).optional(),
  wallet: z.string().max(30).optional(),
  email: z.string().max(100).optional(),
  contact: z.string().max(30).optional(),
})

const settleSchema = z.strictObject({ outcome: z.enum(['processed', 'failed']) })
const emptySchema = z.strictObject({})

/** What the payer, the payer's bank and the refunding bank do. */
export function razorpayControlRoutes({ razorpay }: ControlContext): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/razorpay/orders/:id/pay',
      handle: async (request) => {
        const { method, outcome, card, ...rest } = readWith(paySchema, request)
        const order = razorpay.orders.find(request.params.id ?? '')
        if (!order) throw notFound(`There is no order ${request.params.id}.`)
        const payer = { ...rest, method, cardNumber: card }
        const now = await razorpay.clock.now()
        const payment = orConflict(() => payOrder(razorpay, { order, payer, outcome, now }))
        return jsonReply(checkoutAnswer({ payment, keySecret: razorpay.config.keySecret }))
      },
    },
    {
      method: 'POST',
      path: '/razorpay/payments/:id/capture',
      handle: async (request) => {
        readWith(emptySchema, request)
        const payment = razorpay.payments.find(request.params.id ?? '')
        if (!payment) throw notFound(`There is no payment ${request.params.id}.`)
        if (payment.status !== 'failed' && payment.status !== 'authorized') {
          throw conflict({ code: 'not_capturable', detail: `The payment is ${payment.status}.` })
        }
        const now = await razorpay.clock.now()
        const captured = orConflict(() => captureLate(razorpay, { payment, now }))
        return jsonReply(checkoutAnswer({ payment: captured, keySecret: razorpay.config.keySecret }))
      },
    },
    {
      method: 'POST',
      path: '/razorpay/refunds/:id/settle',
      handle: async (request) => {
        const { outcome } = readWith(settleSchema, request)
        const refund = razorpay.refunds.find(request.params.id ?? '')
        if (!refund) throw notFound(`There is no refund ${request.params.id}.`)
        if (refund.status !== 'pending') {
          throw conflict({ code: 'refund_settled', detail: `The refund is ${refund.status}.` })
        }
        return jsonReply(settleRefund(razorpay, { refund, outcome, now: await razorpay.clock.now() }))
      },
    },
  ]
}
