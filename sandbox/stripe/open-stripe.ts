import type { SandboxClock } from '../clock/sandbox-clock.ts'
import { documentTable } from '../store/document-table.ts'
import type { Store } from '../store/open-store.ts'
import type { WebhookEndpoint } from '../webhooks/webhook-endpoint.ts'
import type { StripeConfig, StripeContext } from './stripe-context.ts'
import { signatureHeader } from './webhooks/signature-header.ts'

const hourMs = 60 * 60 * 1000

export function openStripe(input: {
  readonly config: StripeConfig
  readonly store: Store
  readonly clock: SandboxClock
  readonly wake: () => void
  readonly moveClock: (target: Temporal.Instant) => Promise<unknown>
}): StripeContext {
  const { store } = input
  return {
    ...input,
    origin: { url: '' },
    customers: documentTable({ store, table: 'stripe_customers' }),
    balanceChanges: documentTable({ store, table: 'stripe_balance_changes' }),
    products: documentTable({ store, table: 'stripe_products' }),
    prices: documentTable({ store, table: 'stripe_prices' }),
    paymentMethods: documentTable({ store, table: 'stripe_payment_methods' }),
    paymentIntents: documentTable({ store, table: 'stripe_payment_intents' }),
    setupIntents: documentTable({ store, table: 'stripe_setup_intents' }),
    charges: documentTable({ store, table: 'stripe_charges' }),
    balanceTransactions: documentTable({ store, table: 'stripe_balance_transactions' }),
    refunds: documentTable({ store, table: 'stripe_refunds' }),
    disputes: documentTable({ store, table: 'stripe_disputes' }),
    subscriptions: documentTable({ store, table: 'stripe_subscriptions' }),
    invoices: documentTable({ store, table: 'stripe_invoices' }),
    invoiceItems: documentTable({ store, table: 'stripe_invoice_items' }),
    invoicePayments: documentTable({ store, table: 'stripe_invoice_payments' }),
    sessions: documentTable({ store, table: 'stripe_sessions' }),
    portalSessions: documentTable({ store, table: 'stripe_portal_sessions' }),
    testClocks: documentTable({ store, table: 'stripe_test_clocks' }),
  }
}

/** No 2xx within 10 s: again after 5 s, 10 s, 20 s … at most 12 h apart, for 3 days; then the event is given up. */
export function stripeWebhookEndpoint({ appUrl, webhookSecret }: StripeConfig): WebhookEndpoint {
  return {
    url: new URL('/api/webhooks/stripe', appUrl).href,
    retries: { firstMs: 5000, longestWaitMs: 12 * hourMs, giveUpAfterMs: 72 * hourMs, disables: false },
    timeoutMs: 10_000,
    headers: ({ body, now }) => ({
      'stripe-signature': signatureHeader({ body, now, webhookSecret }),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    }),
  }
}
