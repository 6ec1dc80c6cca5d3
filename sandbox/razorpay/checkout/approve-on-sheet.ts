import type { RazorpayContext } from '../razorpay-context.ts'
import { invalidField, RazorpayError } from '../razorpay-error.ts'
import { approveSubscription } from '../subscriptions/approve-subscription.ts'
import type { MandateMethod } from '../subscriptions/subscription-entities.ts'
import { type ApprovalSuccess, approvalAnswer, type CheckoutFailure } from './checkout-answer.ts'
import type { CheckoutPayment } from './read-checkout-payment.ts'

/** The payer approves a mandate in the sheet; what is approved already is changed only where that was asked for. */
export function approveOnSheet(
  context: RazorpayContext,
  input: CheckoutPayment & { readonly subscriptionId: string; readonly now: Temporal.Instant },
): ApprovalSuccess | CheckoutFailure {
  const { subscriptionId, payer, now } = input
  const isApproved = context.subscriptions.find(subscriptionId)?.status !== 'created'
  if (isApproved !== input.isCardChange) {
    const description = isApproved ? 'This is approved already' : 'This has not been approved yet'
    throw new RazorpayError({ description, reason: 'subscription_already_approved' })
  }
  const payment = approveSubscription(context, {
    subscriptionId,
    payer: { ...payer, method: mandateMethod(payer.method) },
    outcome: input.outcome === 'failed' ? 'failed' : 'captured',
    now,
  })
  return approvalAnswer({ payment, subscriptionId, keySecret: context.config.keySecret })
}

function mandateMethod(method: string): MandateMethod {
  if (method === 'card' || method === 'upi' || method === 'emandate') return method
  throw invalidField('method', 'The payment method cannot be charged regularly.')
}
