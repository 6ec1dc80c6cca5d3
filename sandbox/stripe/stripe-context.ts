import type { SandboxClock } from '../clock/sandbox-clock.ts'
import type { DocumentTable } from '../store/document-table.ts'
import type { Store } from '../store/open-store.ts'
import type { Price, Product } from './objects/catalog.ts'
import type { BalanceTransaction, Charge, Refund } from './objects/charge.ts'
import type { CheckoutSession } from './objects/checkout-session.ts'
import type { BalanceChange, Customer } from './objects/customer.ts'
import type { Dispute } from './objects/dispute.ts'
import type { Invoice, InvoiceItem, InvoicePayment } from './objects/invoice.ts'
import type { PaymentIntent } from './objects/payment-intent.ts'
import type { PaymentMethod } from './objects/payment-method.ts'
import type { PortalSession } from './objects/portal-session.ts'
import type { SetupIntent } from './objects/setup-intent.ts'
import type { Subscription } from './objects/subscription.ts'
import type { TestClock } from './objects/test-clock.ts'

export type StripeConfig = {
  readonly secretKey: string
  readonly webhookSecret: string
  /** The product's own address: where its webhook route is. */
  readonly appUrl: string
  /** 0 takes a free port. */
  readonly port: number
}

/** What every part of the local Stripe works on. */
export type StripeContext = {
  readonly config: StripeConfig
  readonly store: Store
  readonly clock: SandboxClock
  /** Where its pages are; known once the server listens. */
  readonly origin: { url: string }
  readonly customers: DocumentTable<Customer>
  readonly balanceChanges: DocumentTable<BalanceChange>
  readonly products: DocumentTable<Product>
  readonly prices: DocumentTable<Price>
  readonly paymentMethods: DocumentTable<PaymentMethod>
  readonly paymentIntents: DocumentTable<PaymentIntent>
  readonly setupIntents: DocumentTable<SetupIntent>
  readonly charges: DocumentTable<Charge>
  readonly balanceTransactions: DocumentTable<BalanceTransaction>
  readonly refunds: DocumentTable<Refund>
  readonly disputes: DocumentTable<Dispute>
  readonly subscriptions: DocumentTable<Subscription>
  readonly invoices: DocumentTable<Invoice>
  readonly invoiceItems: DocumentTable<InvoiceItem>
  readonly invoicePayments: DocumentTable<InvoicePayment>
  readonly sessions: DocumentTable<CheckoutSession>
  readonly portalSessions: DocumentTable<PortalSession>
  readonly testClocks: DocumentTable<TestClock>
  /** Says that something was put in line: an event to send, a bill to draw up. */
  readonly wake: () => void
  /** Moves the one clock, through everything that falls due. */
  readonly moveClock: (target: Temporal.Instant) => Promise<unknown>
}

/** Something being done at one instant, in one transaction. */
export type Act = StripeContext & {
  /** Unix seconds. */
  readonly now: number
  /** The API request that asked for it; nulls when nobody did. */
  readonly request: { readonly id: string | null; readonly idempotencyKey: string | null }
}

export function actAt(
  context: StripeContext,
  now: Temporal.Instant,
  request: Act['request'] = { id: null, idempotencyKey: null },
): Act {
  return { ...context, now: Math.floor(now.epochMilliseconds / 1000), request }
}
