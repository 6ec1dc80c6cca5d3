import { newId } from '../../store/new-id.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import type { Charge } from '../objects/charge.ts'
import type { Dispute } from '../objects/dispute.ts'
import { recordBalance } from '../payments/balance-transaction.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'

const answerWithin = 7 * 24 * 60 * 60

/** The payer's bank takes back what is left of a charge; who keeps it is decided when the dispute is closed. */
export function openDispute(act: Act, charge: Charge): Dispute {
  const amount = charge.amount_captured - charge.amount_refunded
  if (!charge.paid || charge.disputed || amount === 0) {
    throw invalidRequest('Only a paid charge that is neither refunded nor disputed can be disputed.')
  }
  const id = newId('du_1', 23)
  const { currency, payment_intent } = charge
  const taken = recordBalance(act, { amount: -amount, currency, source: id, reporting_category: 'dispute' })
  const dispute: Dispute = {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [taken],
    charge: charge.id,
    created: act.now,
    currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: act.now + answerWithin,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent,
    payment_method_details: {
      card: {
        brand:
          charge.payment_method_details.type === 'card' ? charge.payment_method_details.card.brand : 'visa',
        case_type: 'chargeback',
        network_reason_code: '10.4',
      },
      type: 'card',
    },
    reason: 'fraudulent',
    status: 'needs_response',
  }
  act.disputes.insert(dispute, { charge: charge.id, payment_intent })
  act.charges.update({ ...charge, disputed: true })
  emitEvent(act, { type: 'charge.dispute.created', object: dispute })
  return dispute
}
