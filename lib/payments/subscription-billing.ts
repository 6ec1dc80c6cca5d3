import type { BillLine, ProviderBill, ProviderOrder } from './provider-order.ts'

export type { BillLine, ProviderBill } from './provider-order.ts'

/**
 * Billing by a subscription at the provider: it prices changes to the second, charges them, and renews. Items are the
 * things it bills; a price is one of ours under the provider's id. Amounts in minor units, UTC instants.
 */
export type SubscriptionBilling = {
  /** The payer at the provider: the same one for the same reference. */
  ensureCustomer(customer: {
    reference: string
    name: string
    email: string
  }): Promise<{ customerId: string }>

  /** Makes a price what it is here, or finds it. `drifted` says what differs there and cannot be changed. */
  ensurePrice(
    price: BilledPrice,
  ): Promise<{ priceId: string; outcome: 'created' | 'updated' | 'unchanged'; drifted: string[] }>

  /** Opens a hosted page on which a first subscription is bought, everything at once. Repeating it finds the same. */
  openCheckout(checkout: {
    reference: string
    customerId: string
    items: readonly { priceId: string; quantity: number }[]
    successUrl: string
    cancelUrl: string
    expiresAt: Temporal.Instant
  }): Promise<{ orderId: string; url: string }>

  /** What a change would cost at an instant; changes nothing. */
  preview(change: ItemChanges): Promise<ChangePreview>

  /**
   * Makes a change and charges it at once; it is applied only if it is paid. The reference makes repeating it
   * harmless. Throws a refused ProviderError `payment_required` when a change that cannot wait was not paid.
   */
  change(change: ItemChanges & { reference: string }): Promise<{ orderId: string }>

  /** Brings the items to a shape that is billed from the next period on, charging and crediting nothing. */
  reshape(change: Omit<ItemChanges, 'prorationAt'>): Promise<void>

  /** Ends what waits to be paid: it can not be paid any more afterwards. Ending it twice is ending it once. */
  dropOrder(orderId: string): Promise<void>

  /** The truth about a subscription, with its newest bills first when they are asked for; null when there is none. */
  readSubscription(subscriptionId: string, options?: { bills: boolean }): Promise<ProviderSubscription | null>

  /** A hosted page on which the payer gives another payment method; it is used from then on. */
  openPaymentMethodPage(page: { customerId: string; returnUrl: string }): Promise<{ url: string }>

  /** Ends a subscription at once, giving nothing back. */
  endSubscription(subscriptionId: string): Promise<void>
}

/** A price of the catalog as the provider needs it; `reference` is ours and never changes its meaning. */
export type BilledPrice = {
  reference: string
  product: { reference: string; name: string; description: string }
  unitAmountMinor: bigint
  currency: string
  intervalMonths: number
}

/** Quantities items shall have: one without an id is added, one with quantity 0 removed; others stay as they are. */
export type ItemChanges = {
  subscriptionId: string
  items: readonly { itemId: string | null; priceId: string; quantity: number }[]
  /** From when on it is charged and credited. */
  prorationAt: Temporal.Instant
}

export type ChangePreview = {
  /** The sum of the lines; negative when more is credited than charged. */
  totalMinor: bigint
  /** What of it the payer's credit balance pays. */
  balanceAppliedMinor: bigint
  /** What is charged now. */
  dueNowMinor: bigint
  lines: BillLine[]
}

export type ProviderSubscription = {
  subscriptionId: string
  customerId: string
  status: 'incomplete' | 'active' | 'past_due' | 'halted' | 'canceled'
  /** When it ends, if somebody canceled it there. */
  cancelsAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  items: {
    itemId: string
    priceId: string
    quantity: number
    periodStartsAt: Temporal.Instant
    periodEndsAt: Temporal.Instant
  }[]
  /** Empty unless they were asked for. */
  bills: (ProviderOrder & { bill: ProviderBill })[]
}
