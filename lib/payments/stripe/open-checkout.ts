import type Stripe from 'stripe'
import { ProviderError } from '../provider.ts'
import type { SubscriptionBilling } from '../subscription-billing.ts'
import { call } from './call.ts'

/** Stripe takes no session that ends sooner than half an hour from its own now. */
const MARGIN = { minutes: 5 }

/** A hosted page for a first subscription; the same one for the same reference. */
export async function openCheckout(
  stripe: Stripe,
  checkout: Parameters<SubscriptionBilling['openCheckout']>[0],
): Promise<{ orderId: string; url: string }> {
  const { reference } = checkout
  const session = await call(() =>
    stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        customer: checkout.customerId,
        client_reference_id: reference,
        line_items: checkout.items.map(({ priceId, quantity }) => ({ price: priceId, quantity })),
        success_url: checkout.successUrl,
        cancel_url: checkout.cancelUrl,
        expires_at: Math.ceil(checkout.expiresAt.add(MARGIN).epochMilliseconds / 1000),
        metadata: { reference },
        subscription_data: { metadata: { reference } },
      },
      { idempotencyKey: `checkout:${reference}` },
    ),
  )
  return { orderId: session.id, url: urlOf(session) }
}

/** A hosted page on which an amount is paid once. */
export async function openOrder(
  stripe: Stripe,
  order: {
    reference: string
    amountMinor: bigint
    currency: string
    description: string
    returnUrl: string
    savesFor?: string | undefined
  },
): Promise<{ orderId: string; payUrl: string }> {
  const { reference, returnUrl, savesFor } = order
  const session = await call(() =>
    stripe.checkout.sessions.create(
      {
        mode: 'payment',
        ...(savesFor ? { customer: savesFor } : {}),
        client_reference_id: reference,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: order.currency.toLowerCase(),
              unit_amount: Number(order.amountMinor),
              product_data: { name: order.description },
            },
          },
        ],
        success_url: returnUrl,
        cancel_url: returnUrl,
        metadata: { reference },
        payment_intent_data: {
          metadata: { reference },
          ...(savesFor ? { setup_future_usage: 'off_session' } : {}),
        },
      },
      { idempotencyKey: `order:${reference}` },
    ),
  )
  return { orderId: session.id, payUrl: urlOf(session) }
}

/** Ends a session, an invoice or a charge that waits to be paid. */
export async function dropOrder(stripe: Stripe, orderId: string): Promise<void> {
  if (orderId.startsWith('pi_')) {
    const { status } = await call(() => stripe.paymentIntents.retrieve(orderId))
    const isOver = status === 'succeeded' || status === 'canceled' || status === 'processing'
    if (!isOver) await call(() => stripe.paymentIntents.cancel(orderId))
    return
  }
  if (orderId.startsWith('in_')) {
    const { status } = await call(() => stripe.invoices.retrieve(orderId))
    if (status === 'open') await call(() => stripe.invoices.voidInvoice(orderId))
    return
  }
  const { status } = await call(() => stripe.checkout.sessions.retrieve(orderId))
  if (status === 'open') await call(() => stripe.checkout.sessions.expire(orderId))
}

function urlOf(session: Stripe.Checkout.Session): string {
  if (session.url) return session.url
  throw new ProviderError({ outcome: 'unknown', code: 'no_url', message: 'Stripe answered no checkout page' })
}
