import type { Metadata } from './metadata.ts'
import type { BillingDetails, Card, SepaDebit } from './payment-method.ts'

const constant = {
  object: 'charge',
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: 'TACKON SANDBOX',
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} as const

type ChargedCard = {
  readonly card: Pick<
    Card,
    'brand' | 'checks' | 'country' | 'exp_month' | 'exp_year' | 'funding' | 'last4'
  > & {
    readonly network: string
    readonly three_d_secure: { readonly result: 'authenticated'; readonly version: '2.2.0' } | null
  }
  readonly type: 'card'
}

type ChargedDebit = {
  readonly sepa_debit: Pick<SepaDebit, 'bank_code' | 'country' | 'last4'>
  readonly type: 'sepa_debit'
}

/** One attempt to take money. Amounts in minor units. */
export type Charge = typeof constant & {
  readonly id: string
  readonly amount: number
  readonly amount_captured: number
  readonly amount_refunded: number
  readonly balance_transaction: string | null
  readonly billing_details: BillingDetails
  readonly captured: boolean
  readonly created: number
  readonly currency: string
  readonly customer: string | null
  readonly description: string | null
  readonly disputed: boolean
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly metadata: Metadata
  readonly outcome: {
    readonly advice_code: null
    readonly network_advice_code: null
    readonly network_decline_code: null
    readonly network_status: 'approved_by_network' | 'declined_by_network'
    readonly reason: string | null
    readonly seller_message: string
    readonly type: 'authorized' | 'issuer_declined'
  }
  readonly paid: boolean
  readonly payment_intent: string
  readonly payment_method: string
  readonly payment_method_details: ChargedCard | ChargedDebit
  readonly refunded: boolean
  readonly status: 'succeeded' | 'failed'
}

export function chargeObject(values: Omit<Charge, keyof typeof constant>): Charge {
  return { ...constant, ...values }
}

export type Refund = {
  readonly id: string
  readonly object: 'refund'
  readonly amount: number
  readonly balance_transaction: string | null
  readonly charge: string
  readonly created: number
  readonly currency: string
  readonly customer: string | null
  readonly customer_account: null
  readonly destination_details: {
    readonly card: { readonly type: 'refund'; readonly reference_status: 'pending' }
    readonly type: 'card'
  }
  readonly failure_reason?: string
  readonly metadata: Metadata
  readonly payment_intent: string
  readonly payment_method: string | null
  readonly reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null
  readonly receipt_number: null
  readonly source_transfer_reversal: null
  readonly status: 'succeeded' | 'failed'
  readonly transfer_reversal: null
}

/** Money moving into or out of the account, fees included. */
export type BalanceTransaction = {
  readonly id: string
  readonly object: 'balance_transaction'
  readonly amount: number
  readonly available_on: number
  readonly balance_type: 'payments'
  readonly created: number
  readonly currency: string
  readonly description: string | null
  readonly exchange_rate: null
  readonly fee: number
  readonly fee_details: readonly {
    readonly amount: number
    readonly application: null
    readonly currency: string
    readonly description: string
    readonly type: 'stripe_fee'
  }[]
  readonly net: number
  readonly reporting_category: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal'
  readonly source: string
  readonly status: 'available'
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment'
}
