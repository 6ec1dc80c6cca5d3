import type { ListObject } from './list.ts'
import type { Metadata } from './metadata.ts'

export type Period = { readonly start: number; readonly end: number }

export type Pricing = {
  readonly price_details: { readonly price: string; readonly product: string }
  readonly type: 'price_details'
  readonly unit_amount_decimal: string
}

export type InvoiceLine = {
  readonly id: string
  readonly object: 'line_item'
  /** Minor units; negative is a credit. */
  readonly amount: number
  readonly currency: string
  readonly description: string
  readonly discount_amounts: readonly never[]
  readonly discountable: boolean
  readonly discounts: readonly never[]
  readonly invoice: string
  readonly livemode: false
  readonly metadata: Metadata
  readonly parent: {
    readonly invoice_item_details: {
      readonly invoice_item: string
      readonly proration: boolean
      readonly proration_details: { readonly credited_items: null } | null
      readonly subscription: string | null
    } | null
    readonly subscription_item_details: {
      readonly invoice_item: string | null
      readonly proration: boolean
      readonly proration_details: { readonly credited_items: null } | null
      readonly subscription: string
      readonly subscription_item: string
    } | null
    readonly type: 'invoice_item_details' | 'subscription_item_details'
  }
  readonly period: Period
  readonly pretax_credit_amounts: readonly never[]
  readonly pricing: Pricing | null
  readonly quantity: number
  readonly quantity_decimal: string
  readonly subscription: string | null
  readonly subtotal: number
  readonly taxes: readonly never[]
}

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
export type BillingReason =
  | 'subscription_create'
  | 'subscription_cycle'
  | 'subscription_update'
  | 'manual'
  | 'upcoming'

const constant = {
  object: 'invoice',
  account_country: 'US',
  account_name: 'Tackon sandbox',
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_shipping: 0,
  application: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  collection_method: 'charge_automatically',
  custom_fields: null,
  customer_account: null,
  customer_address: null,
  customer_phone: null,
  customer_shipping: null,
  customer_tax_exempt: 'none',
  customer_tax_ids: [],
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  due_date: null,
  footer: null,
  from_invoice: null,
  invoice_pdf: null,
  issuer: { type: 'self' },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  on_behalf_of: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
} as const

export type Invoice = typeof constant & {
  readonly id: string
  readonly amount_due: number
  readonly amount_paid: number
  readonly amount_remaining: number
  readonly attempt_count: number
  readonly attempted: boolean
  readonly auto_advance: boolean
  readonly automatically_finalizes_at: number | null
  readonly billing_reason: BillingReason
  readonly created: number
  readonly currency: string
  readonly customer: string
  readonly customer_email: string | null
  readonly customer_name: string | null
  readonly default_payment_method: string | null
  readonly description: string | null
  readonly effective_at: number | null
  readonly ending_balance: number | null
  readonly hosted_invoice_url: string | null
  readonly lines: ListObject<InvoiceLine>
  readonly metadata: Metadata
  readonly next_payment_attempt: number | null
  readonly number: string | null
  readonly parent: {
    readonly quote_details: null
    readonly subscription_details: { readonly metadata: Metadata; readonly subscription: string }
    readonly type: 'subscription_details'
  } | null
  readonly period_end: number
  readonly period_start: number
  readonly starting_balance: number
  readonly status: InvoiceStatus
  readonly status_transitions: {
    readonly finalized_at: number | null
    readonly marked_uncollectible_at: number | null
    readonly paid_at: number | null
    readonly voided_at: number | null
  }
  readonly subtotal: number
  readonly subtotal_excluding_tax: number
  readonly test_clock: string | null
  readonly total: number
  readonly total_excluding_tax: number
  readonly webhooks_delivered_at: number | null
}

export function invoiceObject(values: Omit<Invoice, keyof typeof constant>): Invoice {
  return { ...constant, ...values }
}

export type InvoiceItem = {
  readonly id: string
  readonly object: 'invoiceitem'
  readonly amount: number
  readonly currency: string
  readonly customer: string
  readonly customer_account: null
  readonly date: number
  readonly description: string
  readonly discountable: boolean
  readonly discounts: readonly never[]
  readonly invoice: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly net_amount: number
  readonly parent: {
    readonly subscription_details: {
      readonly subscription: string
      readonly subscription_item: string
    }
    readonly type: 'subscription_details'
  } | null
  readonly period: Period
  readonly pricing: Pricing | null
  readonly proration: boolean
  readonly proration_details?: { readonly discount_amounts: readonly never[] }
  readonly quantity: number
  readonly quantity_decimal: string
  readonly tax_rates: readonly never[]
  readonly test_clock: string | null
}

/** What a payment did for an invoice. */
export type InvoicePayment = {
  readonly id: string
  readonly object: 'invoice_payment'
  readonly amount_paid: number | null
  readonly amount_requested: number
  readonly created: number
  readonly currency: string
  readonly invoice: string
  readonly is_default: true
  readonly livemode: false
  readonly payment: { readonly payment_intent: string; readonly type: 'payment_intent' }
  readonly status: 'open' | 'paid' | 'canceled'
  readonly status_transitions: { readonly canceled_at: number | null; readonly paid_at: number | null }
}
