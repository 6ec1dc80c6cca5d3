import type { BalanceTransaction } from './charge.ts'
import type { Metadata } from './metadata.ts'

/** A payer's bank takes the money back until the dispute is closed: for good when it is lost. */
export type Dispute = {
  readonly id: string
  readonly object: 'dispute'
  readonly amount: number
  readonly balance_transactions: readonly BalanceTransaction[]
  readonly charge: string
  readonly created: number
  readonly currency: string
  readonly enhanced_eligibility_types: readonly never[]
  readonly evidence: Readonly<Record<string, null>>
  readonly evidence_details: {
    readonly due_by: number
    readonly enhanced_eligibility: Readonly<Record<string, never>>
    readonly has_evidence: false
    readonly past_due: false
    readonly submission_count: 0
  }
  readonly intended_submission_method: null
  readonly is_charge_refundable: false
  readonly livemode: false
  readonly metadata: Metadata
  readonly network_reason_code: '10.4'
  readonly payment_intent: string
  readonly payment_method_details: {
    readonly card: {
      readonly brand: string
      readonly case_type: 'chargeback'
      readonly network_reason_code: '10.4'
    }
    readonly type: 'card'
  }
  readonly reason: 'fraudulent'
  readonly status: 'needs_response' | 'won' | 'lost'
}
