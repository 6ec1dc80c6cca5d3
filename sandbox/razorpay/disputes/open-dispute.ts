import { newId } from '../../store/new-id.ts'
import { inTransaction } from '../../store/open-store.ts'
import { emitEvent } from '../emit-event.ts'
import type { PaymentEntity } from '../entities.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import type { DisputeEntity } from './dispute-entity.ts'

const answerWithin = 7 * 86_400

/** The payer's bank questions a captured payment; `amount` null: what is left of it. */
export function openDispute(
  context: RazorpayContext,
  input: { readonly payment: PaymentEntity; readonly amount: number | null; readonly now: Temporal.Instant },
): DisputeEntity {
  const { payment, now } = input
  const left = payment.amount - payment.amount_refunded
  const amount = input.amount ?? left
  if (!payment.captured) throw new RazorpayError({ description: 'Only a captured payment can be disputed' })
  if (amount < 1 || amount > left) {
    throw new RazorpayError({ description: 'The disputed amount is more than what is left of the payment' })
  }
  const created_at = unixSeconds(now)
  const dispute: DisputeEntity = {
    id: newId('disp_'),
    entity: 'dispute',
    payment_id: payment.id,
    amount,
    currency: payment.currency,
    amount_deducted: 0,
    reason_code: 'goods_or_services_not_provided',
    respond_by: created_at + answerWithin,
    status: 'open',
    phase: 'chargeback',
    created_at,
  }
  inTransaction(context.store, () => {
    context.disputes.insert(dispute, { payment_id: payment.id, created_at })
    emitEvent(context, { event: 'payment.dispute.created', objects: { payment, dispute }, now })
  })
  context.wake()
  return dispute
}
