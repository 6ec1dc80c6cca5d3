import type { SubscriptionBilling } from './subscription-billing.ts'

/**
 * Charging what a payer has saved, without the payer being there. A payer is the provider's id of a customer of ours.
 * Amounts are minor units. A charge is an order as any other: `readOrder` tells the truth about it.
 */
export type SavedMethods = {
  /** The payer at the provider: the same one for the same reference. */
  ensureCustomer: SubscriptionBilling['ensureCustomer']

  /** What a charge would be taken from, or null when nothing is saved. */
  find(payerId: string): Promise<SavedMethod | null>

  /**
   * Charges it, once for each reference: asking again answers what became of the first time, also after another method
   * was saved. A provider remembers that for a day at least; what may be older is looked for by `findCharge` instead.
   *
   * Throws a refused ProviderError `no_saved_method`, and an unknown one when nobody knows whether it was charged.
   */
  charge(charge: {
    payerId: string
    reference: string
    amountMinor: bigint
    currency: string
    description: string
    /** Where the bank's page sends the payer afterwards. */
    returnUrl: string
  }): Promise<SavedCharge>

  /** The order of the charge that was made for a reference, or null when there is none. */
  findCharge(charge: { payerId: string; reference: string }): Promise<{ orderId: string } | null>

  /** A hosted page on which the payer saves a method, or another; it is charged from then on. */
  openPaymentMethodPage: SubscriptionBilling['openPaymentMethodPage']

  /** Charges from now on what an order was paid with, if the payer let it be saved. */
  adopt(paid: { payerId: string; orderId: string }): Promise<void>
}

/** A payment method as its owner knows it. */
export type SavedMethod = {
  /** `card`, or what else the provider calls its kind. */
  kind: string
  brand: string | null
  last4: string | null
  expires: { month: number; year: number } | null
}

/**
 * - `declined`: nothing was taken, and nothing more can come of it
 * - `needs_action`: the payer's bank wants to ask the payer, on that page
 */
export type SavedCharge = { orderId: string } & (
  | { outcome: 'captured' | 'processing' }
  | { outcome: 'declined'; reason: string }
  | { outcome: 'needs_action'; url: string }
)
