import { formatAmount } from '../money/format-amount.ts'
import { newId } from '../store/new-id.ts'
import { inTransaction } from '../store/open-store.ts'
import { smallestAmount } from './currencies.ts'
import { emitEvent } from './emit-event.ts'
import type { Notes, PaymentEntity, RefundEntity } from './entities.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'
import { idDoesNotExist, RazorpayError } from './razorpay-error.ts'
import { refunded } from './rules.ts'

/** How long a refund stays pending, in the sandbox's time. */
const settlesAfterMs = 2000

/** `POST /v1/payments/:id/refund`; `amount` null refunds what remains. */
export function refundPayment(
  context: RazorpayContext,
  input: {
    readonly paymentId: string
    readonly amount: number | null
    readonly speed: RefundEntity['speed_requested']
    readonly notes: Notes
    readonly receipt: string | null
    readonly now: Temporal.Instant
  },
): RefundEntity {
  const refund = inTransaction(context.store, () => {
    const payment = context.payments.find(input.paymentId)
    if (!payment) throw idDoesNotExist()
    const amount = input.amount ?? payment.amount - payment.amount_refunded
    refuseWrongRefund({ payment, amount })
    return createRefund(context, { ...input, payment, amount })
  })
  context.wake()
  return refund
}

/** In the caller's transaction, without asking whether it is allowed. */
export function createRefund(
  context: RazorpayContext,
  input: {
    readonly payment: PaymentEntity
    readonly amount: number
    readonly speed: RefundEntity['speed_requested']
    readonly notes: Notes
    readonly receipt: string | null
    readonly now: Temporal.Instant
  },
): RefundEntity {
  const { amount, now } = input
  const payment = refunded(input.payment, amount)
  const created_at = unixSeconds(now)
  const refund: RefundEntity = {
    id: newId('rfnd_'),
    entity: 'refund',
    amount,
    currency: payment.currency,
    payment_id: payment.id,
    notes: input.notes,
    receipt: input.receipt,
    acquirer_data: { arn: null },
    created_at,
    batch_id: null,
    status: 'pending',
    speed_processed: input.speed === 'optimum' ? 'instant' : 'normal',
    speed_requested: input.speed,
  }
  context.payments.update(payment, { refund_due_ms: null })
  const settle_ms = now.epochMilliseconds + settlesAfterMs
  context.refunds.insert(refund, { payment_id: payment.id, created_at, settle_ms })
  emitEvent(context, { event: 'refund.created', objects: { refund, payment }, now })
  return refund
}

function refuseWrongRefund({
  payment,
  amount,
}: {
  readonly payment: PaymentEntity
  readonly amount: number
}): void {
  const refuse = (description: string, field?: string) => {
    throw new RazorpayError({ description, ...(field ? { field } : {}) })
  }
  if (payment.status === 'refunded') refuse('The payment has been fully refunded already')
  if (payment.status !== 'captured') refuse('The payment status should be captured for action to be taken')
  const smallest = smallestAmount(payment.currency)
  if (amount < smallest) {
    const least = formatAmount({ amount: smallest, currency: payment.currency }).replace(/[^\d.]/g, '')
    refuse(`The amount must be atleast ${payment.currency} ${least}`, 'amount')
  }
  if (amount > payment.amount) refuse('The refund amount provided is greater than amount captured', 'amount')
  if (amount > payment.amount - payment.amount_refunded) {
    refuse('The total refund amount is greater than the refund payment amount', 'amount')
  }
}
