import { emitEvent } from './emit-event.ts'
import type { PaymentEntity } from './entities.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { authorized } from './rules.ts'

/**
 * In the caller's transaction: the bank says yes, also late, for a payment that had failed. From here the
 * time runs in which it must be captured, or it is given back.
 */
export function authorizePayment(
  context: RazorpayContext,
  { payment, now }: { readonly payment: PaymentEntity; readonly now: Temporal.Instant },
): PaymentEntity {
  const held = authorized(payment)
  const allowedMs = Number(context.orders.column(payment.order_id, 'uncaptured_ms'))
  context.payments.update(held, { refund_due_ms: now.epochMilliseconds + allowedMs })
  emitEvent(context, { event: 'payment.authorized', objects: { payment: held }, now })
  return held
}
