import type Razorpay from 'razorpay'
import { ProviderError, type ProviderRefund } from '../provider.ts'
import { listAll } from './list-all.ts'
import { disputeObject } from './objects.ts'

/**
 * What disputes took back of some payments. Razorpay finds no disputes by payment, so those made since the oldest of
 * the payments are gone through; they are few.
 */
export async function readLostDisputes(
  razorpay: Razorpay,
  payments: readonly { id: string; created_at: number }[],
): Promise<Map<string, ProviderRefund[]>> {
  const lost = new Map<string, ProviderRefund[]>()
  if (payments.length === 0) return lost
  const oldest = Math.min(...payments.map((payment) => payment.created_at))
  const disputes = await disputesSince(razorpay, oldest)
  for (const { id } of payments) {
    const ofPayment = disputes.filter((dispute) => dispute.payment_id === id && dispute.status === 'lost')
    const refunds = ofPayment.map(toRefund).filter((refund) => refund.amountMinor > 0n)
    if (refunds.length > 0) lost.set(id, refunds)
  }
  return lost
}

type Dispute = { id: string; amount_deducted: bigint; currency: string }

async function disputesSince(razorpay: Razorpay, since: number) {
  try {
    return await listAll({
      item: disputeObject,
      fetch: (page) => razorpay.disputes.all(page),
      isWanted: (dispute) => dispute.created_at >= since,
    })
  } catch (error) {
    // An account without disputes refuses the question; money that came in must be settled all the same.
    if (error instanceof ProviderError && error.outcome === 'refused') return []
    throw error
  }
}

function toRefund({ id, amount_deducted, currency }: Dispute): ProviderRefund {
  return {
    refundId: id,
    status: 'processed',
    amountMinor: amount_deducted,
    currency,
    reference: null,
    cause: 'dispute',
  }
}
