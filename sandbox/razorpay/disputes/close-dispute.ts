import { inTransaction } from '../../store/open-store.ts'
import { emitEvent } from '../emit-event.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import type { DisputeEntity } from './dispute-entity.ts'

/** The bank decides. Only `lost` takes money from the merchant; `closed` is a dispute nobody pursued. */
export function closeDispute(
  context: RazorpayContext,
  input: {
    readonly dispute: DisputeEntity
    readonly outcome: 'won' | 'lost' | 'closed'
    readonly now: Temporal.Instant
  },
): DisputeEntity {
  const { outcome, now } = input
  if (input.dispute.status !== 'open' && input.dispute.status !== 'under_review') {
    throw new RazorpayError({ description: `The dispute is ${input.dispute.status} already` })
  }
  const amount_deducted = outcome === 'lost' ? input.dispute.amount : 0
  const dispute: DisputeEntity = { ...input.dispute, status: outcome, amount_deducted }
  inTransaction(context.store, () => {
    context.disputes.update(dispute)
    const payment = context.payments.find(dispute.payment_id)
    if (!payment) throw new Error(`dispute ${dispute.id} has no payment`)
    emitEvent(context, { event: `payment.dispute.${outcome}`, objects: { payment, dispute }, now })
  })
  context.wake()
  return dispute
}
