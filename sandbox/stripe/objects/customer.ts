import type { Metadata } from './metadata.ts'

const constant = {
  object: 'customer',
  address: null,
  customer_account: null,
  default_source: null,
  discount: null,
  livemode: false,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
} as const

/** Who pays. `balance` in minor units: negative is credit, positive is owed. */
export type Customer = typeof constant & {
  readonly id: string
  readonly balance: number
  readonly created: number
  /** Of the first thing charged; one customer has one currency. */
  readonly currency: string | null
  readonly delinquent: boolean
  readonly description: string | null
  readonly email: string | null
  readonly invoice_prefix: string
  readonly invoice_settings: {
    readonly custom_fields: null
    readonly default_payment_method: string | null
    readonly footer: null
    readonly rendering_options: null
  }
  readonly metadata: Metadata
  readonly name: string | null
  readonly next_invoice_sequence: number
  readonly phone: string | null
  readonly test_clock: string | null
}

export function customerObject(values: Omit<Customer, keyof typeof constant>): Customer {
  return { ...constant, ...values }
}

/** A change of a customer's balance: negative gives credit, positive takes it. */
export type BalanceChange = {
  readonly id: string
  readonly object: 'customer_balance_transaction'
  readonly amount: number
  readonly checkout_session: null
  readonly created: number
  readonly credit_note: null
  readonly currency: string
  readonly customer: string
  readonly customer_account: null
  readonly description: string | null
  readonly ending_balance: number
  readonly invoice: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly type: 'adjustment' | 'applied_to_invoice' | 'invoice_too_small' | 'unapplied_from_invoice'
}
