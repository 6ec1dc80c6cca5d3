export type DisputeStatus = 'open' | 'under_review' | 'won' | 'lost' | 'closed'

/** A payer's bank questions a payment. */
export type DisputeEntity = {
  readonly id: string
  readonly entity: 'dispute'
  readonly payment_id: string
  readonly amount: number
  readonly currency: string
  /** What was taken from the merchant: nothing until the dispute is lost. */
  readonly amount_deducted: number
  readonly reason_code: string
  readonly respond_by: number
  readonly status: DisputeStatus
  readonly phase: 'chargeback'
  readonly created_at: number
}
