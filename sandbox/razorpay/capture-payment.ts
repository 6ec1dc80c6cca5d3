import { inTransaction } from '../store/open-store.ts'
import { authorizePayment } from './authorize-payment.ts'
import { emitEvent } from './emit-event.ts'
import type { PaymentEntity } from './entities.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { idDoesNotExist, orderAlreadyPaid, RazorpayError } from './razorpay-error.ts'
import { canStep, captured, paid } from './rules.ts'
import { settleInvoice } from './subscriptions/settle-invoice.ts'

/** `POST /v1/payments/:id/capture`: exactly what was authorized, once. `currency` null is taken as the payment's. */
export function capturePayment(
  context: RazorpayContext,
  input: {
    readonly paymentId: string
    readonly amount: number
    readonly currency: string | null
    readonly now: Temporal.Instant
  },
): PaymentEntity {
  const done = inTransaction(context.store, () => {
    const payment = context.payments.find(input.paymentId)
    if (!payment) throw idDoesNotExist()
    if (payment.captured) throw new RazorpayError({ description: 'This payment has already been captured' })
    if (!canStep(payment.status, 'capture')) {
      const description = 'Only payments which have been authorized and not yet captured can be captured'
      throw new RazorpayError({ description })
    }
    if (input.amount !== payment.amount) {
      const description = 'Capture amount must be equal to the amount authorized'
      throw new RazorpayError({ description, field: 'amount' })
    }
    if (input.currency !== null && input.currency !== payment.currency) {
      const description = 'Capture currency must be equal to the currency authorized'
      throw new RazorpayError({ description, field: 'currency' })
    }
    return captureAuthorized(context, { payment, now: input.now })
  })
  context.wake()
  return done
}

/** The bank says yes after all: a failed or authorized payment ends captured (facts: failed then captured is legal). */
export function captureLate(
  context: RazorpayContext,
  { payment, now }: { readonly payment: PaymentEntity; readonly now: Temporal.Instant },
): PaymentEntity {
  const done = inTransaction(context.store, () => {
    const held = payment.status === 'authorized' ? payment : authorizePayment(context, { payment, now })
    return captureAuthorized(context, { payment: held, now })
  })
  context.wake()
  return done
}

/** In the caller's transaction: payment captured, order and its invoice paid, and all of it told. */
export function captureAuthorized(
  context: RazorpayContext,
  { payment, now }: { readonly payment: PaymentEntity; readonly now: Temporal.Instant },
): PaymentEntity {
  const order = context.orders.find(payment.order_id)
  if (!order) throw idDoesNotExist()
  if (order.status === 'paid') throw orderAlreadyPaid()
  const done = captured(payment)
  const settled = paid(order)
  context.payments.update(done, { refund_due_ms: null })
  context.orders.update(settled)
  emitEvent(context, { event: 'payment.captured', objects: { payment: done }, now })
  emitEvent(context, { event: 'order.paid', objects: { payment: done, order: settled }, now })
  settleInvoice(context, { payment: done, order: settled, now })
  return done
}
