import { inTransaction } from '../store/open-store.ts'
import { emitEvent } from './emit-event.ts'
import type { RefundEntity } from './entities.ts'
import type { RazorpayContext } from './razorpay-context.ts'
import { refundTakenBack } from './rules.ts'

/** A pending refund comes to its end: the money reached the payer, or it did not and counts as never refunded. */
export function settleRefund(
  context: RazorpayContext,
  input: {
    readonly refund: RefundEntity
    readonly outcome: 'processed' | 'failed'
    readonly now: Temporal.Instant
  },
): RefundEntity {
  const { outcome, now } = input
  const settled = inTransaction(context.store, () => {
    const before = context.payments.find(input.refund.payment_id)
    if (!before) throw new Error(`refund ${input.refund.id} has no payment`)
    const arn = outcome === 'processed' ? String(Math.floor(Math.random() * 1e14)) : null
    const refund: RefundEntity = { ...input.refund, status: outcome, acquirer_data: { arn } }
    const payment = outcome === 'failed' ? refundTakenBack(before, refund) : before
    context.refunds.update(refund, { settle_ms: null })
    context.payments.update(payment)
    emitEvent(context, { event: `refund.${outcome}`, objects: { refund, payment }, now })
    return refund
  })
  context.wake()
  return settled
}
