import type { Notes } from '../entities.ts'

export const planPeriods = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
export type PlanPeriod = (typeof planPeriods)[number]

/** What is charged and how often; it can never be changed. */
export type PlanEntity = {
  readonly id: string
  readonly entity: 'plan'
  readonly interval: number
  readonly period: PlanPeriod
  readonly item: {
    readonly id: string
    readonly active: true
    readonly name: string
    readonly description: string | null
    readonly amount: number
    readonly unit_amount: number
    readonly currency: string
    readonly type: 'plan'
    readonly unit: null
    readonly tax_inclusive: false
    readonly hsn_code: null
    readonly sac_code: null
    readonly tax_rate: null
    readonly tax_id: null
    readonly tax_group_id: null
    readonly created_at: number
    readonly updated_at: number
  }
  readonly notes: Notes
  readonly created_at: number
}

export type SubscriptionStatus =
  | 'created'
  | 'authenticated'
  | 'active'
  | 'pending'
  | 'halted'
  | 'paused'
  | 'cancelled'
  | 'completed'
  | 'expired'

export type MandateMethod = 'card' | 'upi' | 'emandate'

export type SubscriptionEntity = {
  readonly id: string
  readonly entity: 'subscription'
  readonly plan_id: string
  readonly customer_id: string | null
  readonly status: SubscriptionStatus
  /** The billing cycle that was last paid for. */
  readonly current_start: number | null
  readonly current_end: number | null
  readonly ended_at: number | null
  readonly quantity: number
  readonly notes: Notes
  /** When the payer is charged next, retries included. */
  readonly charge_at: number | null
  readonly start_at: number | null
  /** When the last cycle begins. */
  readonly end_at: number | null
  /** How often the cycle's charge has failed. */
  readonly auth_attempts: number
  readonly total_count: number
  readonly paid_count: number
  readonly customer_notify: boolean
  readonly created_at: number
  readonly expire_by: number | null
  readonly short_url: string
  readonly has_scheduled_changes: boolean
  readonly change_scheduled_at: number | null
  readonly source: 'api'
  readonly payment_method: MandateMethod | null
  readonly offer_id: null
  readonly remaining_count: number
  readonly paused_at?: number
  readonly pause_initiated_by?: 'self'
}

/** What an update changes; a null stays as it is. */
export type SubscriptionChange = {
  readonly plan_id: string | null
  readonly quantity: number | null
  readonly remaining_count: number | null
}

/** Something to be billed once, with the next cycle. */
export type SubscriptionAddon = {
  readonly id: string
  readonly entity: 'addon'
  readonly item: { readonly name: string; readonly amount: number; readonly currency: string }
  readonly quantity: number
  readonly subscription_id: string
  readonly invoice_id: string | null
  readonly created_at: number
}

/** What Razorpay and the payer's bank know and the API does not show. */
export type MandateFacts = {
  readonly region: 'domestic' | 'international'
  /** How the bank answers from now on. */
  readonly bank: 'captured' | 'failed'
  /** How many cycles have begun, paid or not. */
  readonly cycles: number
  /** Those of them that nobody will be charged for by itself any more. */
  readonly missed: number
  /** Asked for and shown nowhere until the cycle ends. */
  readonly cancelsAtCycleEnd: boolean
  readonly scheduled: SubscriptionChange | null
  readonly addons: readonly SubscriptionAddon[]
}

export type SubscriptionRecord = { readonly entity: SubscriptionEntity; readonly facts: MandateFacts }

export type InvoiceLine = {
  readonly id: string
  readonly item_id: null
  readonly ref_id: null
  readonly ref_type: null
  readonly name: string
  readonly description: string | null
  readonly amount: number
  readonly unit_amount: number
  readonly gross_amount: number
  readonly tax_amount: 0
  readonly taxable_amount: number
  readonly net_amount: number
  readonly currency: string
  readonly type: 'plan' | 'addon'
  readonly tax_inclusive: false
  readonly hsn_code: null
  readonly sac_code: null
  readonly tax_rate: null
  readonly unit: null
  readonly quantity: number
  readonly taxes: readonly never[]
}

/** What a subscription asks for a cycle; it is paid through its order. */
export type InvoiceEntity = {
  readonly id: string
  readonly entity: 'invoice'
  readonly receipt: null
  readonly invoice_number: null
  readonly customer_id: string | null
  readonly customer_details: Readonly<Record<string, string | null>>
  readonly order_id: string
  readonly subscription_id: string
  readonly line_items: readonly InvoiceLine[]
  readonly payment_id: string | null
  readonly status: 'issued' | 'paid' | 'cancelled'
  readonly expire_by: null
  readonly issued_at: number
  readonly paid_at: number | null
  readonly cancelled_at: number | null
  readonly expired_at: null
  readonly sms_status: null
  readonly email_status: null
  readonly date: number
  readonly terms: null
  readonly partial_payment: false
  readonly gross_amount: number
  readonly tax_amount: 0
  readonly taxable_amount: number
  readonly amount: number
  readonly amount_paid: number
  readonly amount_due: number
  readonly currency: string
  readonly description: null
  readonly notes: Notes
  readonly comment: null
  readonly short_url: string
  readonly view_less: true
  readonly billing_start: number
  readonly billing_end: number
  readonly type: 'invoice'
  readonly group_taxes_discounts: false
  readonly created_at: number
}
