import type { Mandates } from './mandates.ts'
import type { ProviderOrder } from './provider-order.ts'
import type { HandOff, ProviderRefund } from './provider-payment.ts'
import type { SavedMethods } from './saved-methods.ts'
import type { SubscriptionBilling } from './subscription-billing.ts'

export type { ProviderOrder } from './provider-order.ts'
export type { HandOff, ProviderPayment, ProviderPaymentStatus, ProviderRefund } from './provider-payment.ts'

/**
 * The port to whoever moves the money. An adapter translates between a provider's objects and these; no provider
 * noun passes it. Amounts are minor units, instants UTC.
 */
export type PaymentProvider = {
  /** Stored beside everything that came from this provider. */
  code: string

  /** For providers that bill everything a customer holds by one subscription of their own, and price its changes. */
  subscriptionBilling: SubscriptionBilling | null

  /** For providers that charge one thing regularly, by an approval the payer gave for it. */
  mandates: Mandates | null

  /** For providers that keep what was paid with, and charge it again when we ask. */
  savedMethods: SavedMethods | null

  /**
   * Asks for an order to be paid, or finds the one made for the same reference before. Where the provider has a page
   * of its own to pay it on, answers its address.
   *
   * @param order.savesFor the payer whose method is kept for later charges, where the provider offers `savedMethods`
   */
  openOrder(order: {
    reference: string
    amountMinor: bigint
    currency: string
    description: string
    /** Where a page of the provider's sends the payer afterwards. */
    returnUrl: string
    savesFor?: string | undefined
  }): Promise<{ orderId: string; payUrl: string | null }>

  /** The truth about an order: what was asked for, and every payment that was tried on it. */
  readOrder(orderId: string): Promise<ProviderOrder>

  /** Takes money a payer has authorized. Taking it twice is taking it once. */
  capture(payment: { paymentId: string; amountMinor: bigint; currency: string }): Promise<void>

  /** Gives money back; the reference makes repeating it harmless. */
  refund(refund: {
    paymentId: string
    amountMinor: bigint
    reference: string
    reason: string
  }): Promise<ProviderRefund>

  /** What the payer's browser needs to pay an order in our page; null where it is paid on the provider's. */
  handOff: ((order: PayableOrder) => HandOff) | null

  /** Whether the provider signed that this payment belongs to this order. Constant time. */
  confirmsPayment(claim: { orderId: string; paymentId: string; signature: string }): boolean

  /** Reads a webhook, or null when the provider did not sign these very bytes. Constant time. */
  readWebhook(message: WebhookMessage): ProviderEvent | null
}

export type PayableOrder = {
  orderId: string
  amountMinor: bigint
  currency: string
  description: string
  merchant: string
  payer: { name: string; email: string }
}

/** A request to our webhook address, as it came. */
export type WebhookMessage = { rawBody: Uint8Array; header: (name: string) => string | null }

/** A signed message, reduced to what we should look at. The body is only a hint (invariant 8). */
export type ProviderEvent = {
  eventId: string
  type: string
  /** Null when nothing of ours follows from it. */
  subject: ProviderSubject | null
}

/** What a message can be about: something to be paid, an agreement that charges regularly, or one payment. */
export type ProviderSubject = { kind: 'order' | 'subscription' | 'payment'; id: string }

/**
 * The provider did not do what was asked.
 * - `refused`: it said no; asking again gets the same answer
 * - `unknown`: no answer came; it may or may not have done it
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly outcome: 'refused' | 'unknown'
  readonly code: string

  constructor(options: { outcome: 'refused' | 'unknown'; code: string; message: string; cause?: unknown }) {
    super(options.message, { cause: options.cause })
    this.outcome = options.outcome
    this.code = options.code
  }
}
