import { payOrder } from '../pay-order.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import { createRefund } from '../refund-payment.ts'
import { issueInvoice } from './issue-invoice.ts'
import { refusalOfDebit } from './mandate-rules.ts'
import type { SubscriptionEntity, SubscriptionRecord } from './subscription-entities.ts'
import { planOf } from './subscription-store.ts'

const leastDifference = 50

/**
 * More is charged for the rest of the cycle, to the second; less is given back of what the cycle cost. When the bank
 * refuses, nothing changes. In the caller's transaction.
 */
export function chargeDifference(
  context: RazorpayContext,
  input: {
    readonly before: SubscriptionRecord
    readonly after: SubscriptionRecord
    readonly now: Temporal.Instant
  },
): void {
  const { before, after, now } = input
  const { current_start, current_end } = before.entity
  if (current_start === null || current_end === null) return
  const at = unixSeconds(now)
  const more = priceOf(context, after.entity) - priceOf(context, before.entity)
  if (more === 0) return
  const difference = share(Math.abs(more), { left: current_end - at, whole: current_end - current_start })
  if (difference < leastDifference) {
    const description = `The prorated amount difference must be at least ${leastDifference} currency subunits`
    throw new RazorpayError({ description })
  }
  if (more < 0) {
    giveBack(context, { subscriptionId: before.entity.id, amount: difference, now })
    return
  }
  const plan = planOf(context, after.entity.plan_id)
  const { currency } = plan.item
  if (refusalOfDebit(before, { amount: difference, currency })) {
    throw new RazorpayError({ description: 'The payment for the update failed', code: 'GATEWAY_ERROR' })
  }
  const { order } = issueInvoice(context, {
    subscription: before.entity,
    currency,
    lines: [{ name: plan.item.name, unitAmount: difference, quantity: 1, type: 'plan' }],
    billingStart: at,
    billingEnd: current_end,
    isCycle: false,
    now,
  })
  const payer = { method: before.entity.payment_method ?? 'card', international: true }
  payOrder(context, { order, payer, outcome: 'captured', now })
}

function priceOf(context: RazorpayContext, { plan_id, quantity }: SubscriptionEntity): number {
  return planOf(context, plan_id).item.amount * quantity
}

/** Rounded half up to the minor unit. */
function share(amount: number, part: { readonly left: number; readonly whole: number }): number {
  const whole = BigInt(part.whole)
  return Number((BigInt(amount) * BigInt(part.left) * 2n + whole) / (2n * whole))
}

function giveBack(
  context: RazorpayContext,
  input: { readonly subscriptionId: string; readonly amount: number; readonly now: Temporal.Instant },
): void {
  const where = `subscription_id = ? and body ->> 'status' = 'paid'`
  const [invoice] = context.invoices.list({ where, values: [input.subscriptionId], count: 1 })
  const payment = invoice?.payment_id ? context.payments.find(invoice.payment_id) : null
  if (!payment) return
  const amount = Math.min(input.amount, payment.amount - payment.amount_refunded)
  createRefund(context, { payment, amount, speed: 'normal', notes: [], receipt: null, now: input.now })
}
