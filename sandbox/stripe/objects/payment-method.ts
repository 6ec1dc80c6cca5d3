import type { Metadata } from './metadata.ts'

/**
 * What the local issuer does. `refused` already when it is saved, `declines` only when it is charged; `later`: a bank
 * debit, of which nobody knows for days whether it was paid.
 */
export type Behaviour = 'pays' | 'refused' | 'declines' | 'asks' | 'later'

export type BillingDetails = {
  readonly address: {
    readonly city: null
    readonly country: null
    readonly line1: null
    readonly line2: null
    readonly postal_code: null
    readonly state: null
  }
  readonly email: string | null
  readonly name: string | null
  readonly phone: null
  readonly tax_id: null
}

export const noBillingDetails: BillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
}

export type Card = {
  readonly brand: string
  readonly checks: {
    readonly address_line1_check: null
    readonly address_postal_code_check: null
    readonly cvc_check: 'pass'
  }
  readonly country: 'US'
  readonly display_brand: string
  readonly exp_month: number
  readonly exp_year: number
  readonly fingerprint: string
  readonly funding: 'credit'
  readonly generated_from: null
  readonly last4: string
  readonly networks: { readonly available: readonly string[]; readonly preferred: null }
  readonly regulated_status: 'unregulated'
  readonly three_d_secure_usage: { readonly supported: true }
  readonly wallet: null
}

type Common = {
  readonly id: string
  readonly object: 'payment_method'
  readonly allow_redisplay: 'unspecified' | 'limited' | 'always'
  readonly billing_details: BillingDetails
  readonly created: number
  readonly customer: string | null
  readonly customer_account: null
  readonly livemode: false
  readonly metadata: Metadata
}

export type SepaDebit = {
  readonly bank_code: string
  readonly branch_code: null
  readonly country: 'DE'
  readonly fingerprint: string
  readonly generated_from: null
  readonly last4: string
}

export type CardMethod = Common & { readonly type: 'card'; readonly card: Card }
export type PaymentMethod =
  | CardMethod
  | (Common & { readonly type: 'sepa_debit'; readonly sepa_debit: SepaDebit })
