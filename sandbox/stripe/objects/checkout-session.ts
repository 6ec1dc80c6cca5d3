import type { Price } from './catalog.ts'
import type { Metadata } from './metadata.ts'

const constant = {
  object: 'checkout.session',
  adaptive_pricing: null,
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
} as const

export type CheckoutMode = 'payment' | 'setup' | 'subscription'

/** A hosted page on which somebody pays or saves a card. Amounts in minor units. */
export type CheckoutSession = typeof constant & {
  readonly id: string
  readonly amount_subtotal: number | null
  readonly amount_total: number | null
  readonly cancel_url: string | null
  readonly client_reference_id: string | null
  readonly created: number
  readonly currency: string | null
  readonly customer: string | null
  readonly customer_creation: 'always' | 'if_required' | null
  readonly customer_details: {
    readonly address: null
    readonly business_name: null
    readonly email: string | null
    readonly individual_name: null
    readonly name: string | null
    readonly phone: null
    readonly tax_exempt: 'none'
    readonly tax_ids: null
  } | null
  readonly customer_email: string | null
  readonly expires_at: number
  readonly invoice: string | null
  readonly locale: string | null
  readonly metadata: Metadata
  readonly mode: CheckoutMode
  readonly payment_intent: string | null
  readonly payment_method_collection: 'always' | 'if_required' | null
  readonly payment_status: 'no_payment_required' | 'paid' | 'unpaid'
  readonly setup_intent: string | null
  readonly status: 'open' | 'complete' | 'expired'
  readonly subscription: string | null
  readonly success_url: string
  readonly total_details: {
    readonly amount_discount: 0
    readonly amount_shipping: 0
    readonly amount_tax: 0
  } | null
  readonly url: string | null
}

export function checkoutSessionObject(values: Omit<CheckoutSession, keyof typeof constant>): CheckoutSession {
  return { ...constant, ...values }
}

/** A line of a session, shown when `line_items` is expanded. */
export type SessionLine = {
  readonly id: string
  readonly object: 'item'
  readonly adjustable_quantity: null
  readonly amount_discount: 0
  readonly amount_subtotal: number
  readonly amount_tax: 0
  readonly amount_total: number
  readonly currency: string
  readonly description: string
  readonly metadata: Metadata
  readonly price: Price
  readonly quantity: number
}
