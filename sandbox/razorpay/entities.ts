/** The objects of Razorpay's API as it shows them: amounts in the currency's minor unit, times in Unix seconds. */
export type Notes = Readonly<Record<string, string | number>> | readonly never[]

export type OrderStatus = 'created' | 'attempted' | 'paid'

export type OrderEntity = {
  readonly id: string
  readonly entity: 'order'
  readonly amount: number
  readonly amount_paid: number
  readonly amount_due: number
  readonly currency: string
  readonly receipt: string | null
  readonly offer_id: null
  readonly status: OrderStatus
  readonly attempts: number
  readonly notes: Notes
  readonly created_at: number
}

export type PaymentStatus = 'created' | 'authorized' | 'captured' | 'refunded' | 'failed'
export type PaymentMethod = 'upi' | 'card' | 'netbanking' | 'wallet' | 'emandate'

export type CardEntity = {
  readonly id: string
  readonly entity: 'card'
  readonly name: string
  readonly last4: string
  readonly network: string
  readonly type: 'credit' | 'debit'
  readonly issuer: string | null
  readonly international: boolean
  readonly emi: boolean
  readonly sub_type: 'consumer'
  readonly iin: string
}

export type PaymentFailure = {
  readonly code: string
  readonly description: string
  readonly source: string
  readonly step: string
  readonly reason: string
}

export type PaymentEntity = {
  readonly id: string
  readonly entity: 'payment'
  readonly amount: number
  readonly currency: string
  readonly base_amount: number
  readonly status: PaymentStatus
  readonly order_id: string
  readonly invoice_id: string | null
  readonly international: boolean
  readonly method: PaymentMethod
  readonly amount_refunded: number
  readonly amount_transferred: number
  readonly refund_status: null | 'partial' | 'full'
  readonly captured: boolean
  readonly description: string | null
  readonly card_id: string | null
  readonly card?: CardEntity
  readonly bank: string | null
  readonly wallet: string | null
  readonly vpa: string | null
  readonly email: string
  readonly contact: string
  readonly customer_id?: string
  readonly token_id: null
  readonly notes: Notes
  readonly fee: number | null
  readonly tax: number | null
  readonly error_code: string | null
  readonly error_description: string | null
  readonly error_source: string | null
  readonly error_step: string | null
  readonly error_reason: string | null
  readonly acquirer_data: Readonly<Record<string, string | null>>
  readonly created_at: number
  readonly upi?: {
    readonly payer_account_type: 'bank_account'
    readonly vpa: string
    readonly flow: 'collect'
  }
}

export type RefundStatus = 'pending' | 'processed' | 'failed'

export type RefundEntity = {
  readonly id: string
  readonly entity: 'refund'
  readonly amount: number
  readonly currency: string
  readonly payment_id: string
  readonly notes: Notes
  readonly receipt: string | null
  readonly acquirer_data: { readonly arn: string | null }
  readonly created_at: number
  readonly batch_id: null
  readonly status: RefundStatus
  readonly speed_processed: 'normal' | 'instant'
  readonly speed_requested: 'normal' | 'optimum'
}

export type CustomerEntity = {
  readonly id: string
  readonly entity: 'customer'
  readonly name: string | null
  readonly email: string | null
  readonly contact: string | null
  readonly gstin: string | null
  readonly notes: Notes
  readonly created_at: number
}
