import type Stripe from 'stripe'
import { describe, expectTypeOf, test } from 'vitest'
import type * as catalog from './catalog.ts'
import type { BalanceTransaction, Charge, Refund } from './charge.ts'
import type { CheckoutSession, SessionLine } from './checkout-session.ts'
import type { BalanceChange, Customer } from './customer.ts'
import type { Dispute } from './dispute.ts'
import type { Invoice, InvoiceItem, InvoiceLine, InvoicePayment } from './invoice.ts'
import type { PaymentIntent } from './payment-intent.ts'
import type { PaymentMethod } from './payment-method.ts'
import type { PortalSession } from './portal-session.ts'
import type { SetupIntent } from './setup-intent.ts'
import type { PendingUpdate, Subscription, SubscriptionItem } from './subscription.ts'
import type { TestClock } from './test-clock.ts'

type Always<Theirs> = {
  [Key in keyof Theirs]-?: undefined extends Theirs[Key] ? never : Key
}[keyof Theirs]
/** What the SDK says is always there and ours lacks, or ours has and the SDK does not know. */
type Difference<Ours, Theirs> = Exclude<Always<Theirs>, keyof Ours> | Exclude<keyof Ours, keyof Theirs>

// The compiler is what runs these: they fail in `tsc`.
describe('objects have the fields that the SDK of the pinned version knows, and no others', () => {
  test('catalog and payers', () => {
    expectTypeOf<Difference<catalog.Product, Stripe.Product>>().toBeNever()
    expectTypeOf<Difference<catalog.Price, Stripe.Price>>().toBeNever()
    expectTypeOf<Difference<catalog.Plan, Stripe.Plan>>().toBeNever()
    expectTypeOf<Difference<Customer, Stripe.Customer>>().toBeNever()
    expectTypeOf<Difference<BalanceChange, Stripe.CustomerBalanceTransaction>>().toBeNever()
    expectTypeOf<Difference<PaymentMethod, Stripe.PaymentMethod>>().toBeNever()
  })

  test('payments', () => {
    expectTypeOf<Difference<PaymentIntent, Stripe.PaymentIntent>>().toBeNever()
    expectTypeOf<Difference<SetupIntent, Stripe.SetupIntent>>().toBeNever()
    expectTypeOf<Difference<Charge, Stripe.Charge>>().toBeNever()
    expectTypeOf<Difference<Refund, Stripe.Refund>>().toBeNever()
    expectTypeOf<Difference<Dispute, Stripe.Dispute>>().toBeNever()
    expectTypeOf<Difference<BalanceTransaction, Stripe.BalanceTransaction>>().toBeNever()
  })

  test('billing', () => {
    expectTypeOf<Difference<Subscription, Stripe.Subscription>>().toBeNever()
    expectTypeOf<Difference<PendingUpdate, Stripe.Subscription.PendingUpdate>>().toBeNever()
    expectTypeOf<Difference<SubscriptionItem, Stripe.SubscriptionItem>>().toBeNever()
    expectTypeOf<Difference<Invoice, Stripe.Invoice>>().toBeNever()
    expectTypeOf<Difference<InvoiceLine, Stripe.InvoiceLineItem>>().toBeNever()
    expectTypeOf<Difference<InvoiceItem, Stripe.InvoiceItem>>().toBeNever()
    expectTypeOf<Difference<InvoicePayment, Stripe.InvoicePayment>>().toBeNever()
  })

  test('pages and clocks', () => {
    expectTypeOf<Difference<CheckoutSession, Stripe.Checkout.Session>>().toBeNever()
    expectTypeOf<Difference<SessionLine, Stripe.LineItem>>().toBeNever()
    expectTypeOf<Difference<PortalSession, Stripe.BillingPortal.Session>>().toBeNever()
    expectTypeOf<Difference<TestClock, Stripe.TestHelpers.TestClock>>().toBeNever()
  })
})
