import type { PaymentEntity } from '../entities.ts'
import { approvalSignature, paymentSignature } from '../signatures.ts'

export type CheckoutSuccess = {
  readonly razorpay_payment_id: string
  readonly razorpay_order_id: string
  readonly razorpay_signature: string
}

export type ApprovalSuccess = {
  readonly razorpay_payment_id: string
  readonly razorpay_subscription_id: string
  readonly razorpay_signature: string
}

export type CheckoutFailure = {
  readonly error: {
    readonly code: string | null
    readonly description: string | null
    readonly source: string | null
    readonly step: string | null
    readonly reason: string | null
    readonly metadata: { readonly payment_id: string; readonly order_id: string }
  }
}

/** What Checkout's `handler` receives, or what its `payment.failed` listeners receive. */
export function checkoutAnswer({
  payment,
  keySecret,
}: {
  readonly payment: PaymentEntity
  readonly keySecret: string
}): CheckoutSuccess | CheckoutFailure {
  if (payment.status === 'failed') return failureAnswer(payment)
  const { id, order_id } = payment
  return {
    razorpay_payment_id: id,
    razorpay_order_id: order_id,
    razorpay_signature: paymentSignature({ orderId: order_id, paymentId: id, keySecret }),
  }
}

/** The same when a mandate was approved. */
export function approvalAnswer(input: {
  readonly payment: PaymentEntity
  readonly subscriptionId: string
  readonly keySecret: string
}): ApprovalSuccess | CheckoutFailure {
  const { payment, subscriptionId, keySecret } = input
  if (payment.status === 'failed') return failureAnswer(payment)
  return {
    razorpay_payment_id: payment.id,
    razorpay_subscription_id: subscriptionId,
    razorpay_signature: approvalSignature({ subscriptionId, paymentId: payment.id, keySecret }),
  }
}

function failureAnswer(payment: PaymentEntity): CheckoutFailure {
  return {
    error: {
      code: payment.error_code,
      description: payment.error_description,
      source: payment.error_source,
      step: payment.error_step,
      reason: payment.error_reason,
      metadata: { payment_id: payment.id, order_id: payment.order_id },
    },
  }
}
