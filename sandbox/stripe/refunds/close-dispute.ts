import { invalidRequest } from '../api/stripe-error.ts'
import type { Dispute } from '../objects/dispute.ts'
import { recordBalance } from '../payments/balance-transaction.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'

/** Lost: the money stays with the payer. Won: it comes back, the fee does not. */
export function closeDispute(
  act: Act,
  { dispute, outcome }: { readonly dispute: Dispute; readonly outcome: 'won' | 'lost' },
): Dispute {
  if (dispute.status !== 'needs_response') throw invalidRequest('This dispute is already closed')
  const { amount, currency, id } = dispute
  const back =
    outcome === 'won'
      ? [recordBalance(act, { amount, currency, source: id, reporting_category: 'dispute_reversal' })]
      : []
  const closed: Dispute = {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...back],
    status: outcome,
  }
  act.disputes.update(closed)
  emitEvent(act, { type: 'charge.dispute.closed', object: closed })
  return closed
}
