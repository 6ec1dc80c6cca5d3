import type { Plan, Price } from './catalog.ts'
import type { ListObject } from './list.ts'
import type { Metadata } from './metadata.ts'

export type SubscriptionItem = {
  readonly id: string
  readonly object: 'subscription_item'
  readonly billing_thresholds: null
  readonly created: number
  readonly current_period_end: number
  readonly current_period_start: number
  readonly current_trial: null
  readonly discounts: readonly never[]
  readonly metadata: Metadata
  readonly plan: Plan
  readonly price: Price
  readonly quantity: number
  readonly subscription: string
  readonly tax_rates: readonly never[]
}

export type PendingUpdate = {
  readonly billing_cycle_anchor: null
  readonly cancel_at_period_end: null
  readonly discount: null
  readonly discounts: null
  readonly expires_at: number
  readonly metadata: null
  readonly subscription_items: readonly SubscriptionItem[]
  readonly trial_end: null
  readonly trial_from_plan: null
}

export type SubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'canceled'
  | 'unpaid'
  | 'paused'

const constant = {
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
  billing_schedules: [],
  billing_thresholds: null,
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  schedule: null,
  transfer_data: null,
} as const

export type Subscription = typeof constant & {
  readonly id: string
  readonly billing_cycle_anchor: number
  readonly cancel_at: number | null
  readonly cancel_at_period_end: boolean
  readonly canceled_at: number | null
  readonly cancellation_details: {
    readonly comment: string | null
    readonly feedback: string | null
    readonly reason: 'cancellation_requested' | 'payment_failed' | null
  }
  readonly created: number
  readonly currency: string
  readonly customer: string
  readonly default_payment_method: string | null
  readonly description: string | null
  readonly ended_at: number | null
  readonly items: ListObject<SubscriptionItem>
  readonly latest_invoice: string | null
  readonly metadata: Metadata
  readonly payment_settings: {
    readonly payment_method_options: null
    readonly payment_method_types: null
    readonly save_default_payment_method: 'off' | 'on_subscription'
  }
  readonly pending_update: PendingUpdate | null
  readonly start_date: number
  readonly status: SubscriptionStatus
  readonly test_clock: string | null
  readonly trial_end: number | null
  readonly trial_settings: {
    readonly end_behavior: { readonly missing_payment_method: 'cancel' | 'create_invoice' | 'pause' }
  }
  readonly trial_start: number | null
}

export function subscriptionObject(values: Omit<Subscription, keyof typeof constant>): Subscription {
  return { ...constant, ...values }
}
