import type { SandboxClock } from '../clock/sandbox-clock.ts'
import { documentTable } from '../store/document-table.ts'
import type { Store } from '../store/open-store.ts'
import type { WebhookEndpoint } from '../webhooks/webhook-endpoint.ts'
import type { RazorpayConfig, RazorpayContext } from './razorpay-context.ts'
import { webhookSignature } from './signatures.ts'

const dayMs = 24 * 60 * 60 * 1000

export function openRazorpay(input: {
  readonly config: RazorpayConfig
  readonly store: Store
  readonly clock: SandboxClock
  readonly wake: () => void
}): RazorpayContext {
  const { store } = input
  return {
    ...input,
    orders: documentTable({ store, table: 'razorpay_orders' }),
    payments: documentTable({ store, table: 'razorpay_payments' }),
    refunds: documentTable({ store, table: 'razorpay_refunds' }),
    customers: documentTable({ store, table: 'razorpay_customers' }),
    plans: documentTable({ store, table: 'razorpay_plans' }),
    subscriptions: documentTable({ store, table: 'razorpay_subscriptions' }),
    invoices: documentTable({ store, table: 'razorpay_invoices' }),
    disputes: documentTable({ store, table: 'razorpay_disputes' }),
  }
}

/** No 2xx within 5 s: again after 2 s, 4 s, 8 s … for 24 h, then Razorpay disables the webhook. */
export function razorpayWebhookEndpoint({ appUrl, webhookSecret }: RazorpayConfig): WebhookEndpoint {
  return {
    url: new URL('/api/webhooks/razorpay', appUrl).href,
    retries: { firstMs: 2000, longestWaitMs: dayMs, giveUpAfterMs: dayMs, disables: true },
    timeoutMs: 5000,
    headers: ({ body, eventId }) => ({
      'x-razorpay-signature': webhookSignature({ body, webhookSecret }),
      'x-razorpay-event-id': eventId,
      'user-agent': 'Razorpay-Webhook/v1',
    }),
  }
}
