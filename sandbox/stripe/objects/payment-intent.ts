import type { Metadata } from './metadata.ts'
import type { PaymentMethod } from './payment-method.ts'

const constant = {
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_details: { tip: {} },
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  capture_method: 'automatic',
  confirmation_method: 'automatic',
  customer_account: null,
  excluded_payment_method_types: null,
  livemode: false,
  managed_payments: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} as const

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'succeeded'
  | 'canceled'

/** Why the last attempt did not end in a payment. */
export type PaymentFailure = {
  readonly type: 'card_error' | 'invalid_request_error'
  readonly code: string
  readonly decline_code?: string
  readonly doc_url: string
  readonly message: string
  readonly charge?: string
  readonly payment_method: PaymentMethod
}

export type NextAction = {
  readonly type: 'redirect_to_url'
  readonly redirect_to_url: { readonly return_url: string | null; readonly url: string }
}

export type PaymentIntent = typeof constant & {
  readonly id: string
  readonly amount: number
  readonly amount_received: number
  readonly canceled_at: number | null
  readonly cancellation_reason: string | null
  readonly client_secret: string
  readonly created: number
  readonly currency: string
  readonly customer: string | null
  readonly description: string | null
  readonly last_payment_error: PaymentFailure | null
  readonly latest_charge: string | null
  readonly metadata: Metadata
  readonly next_action: NextAction | null
  readonly payment_method: string | null
  readonly setup_future_usage: 'off_session' | 'on_session' | null
  readonly status: PaymentIntentStatus
}

export function paymentIntentObject(values: Omit<PaymentIntent, keyof typeof constant>): PaymentIntent {
  return { ...constant, ...values }
}
