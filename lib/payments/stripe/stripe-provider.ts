import type { PaymentProvider } from '../provider.ts'
import { call } from './call.ts'
import { openOrder } from './open-checkout.ts'
import { openSdk } from './open-sdk.ts'
import { readOrder } from './read-order.ts'
import { toRefund } from './read-payment.ts'
import { readWebhook } from './read-webhook.ts'
import { stripeBilling } from './stripe-billing.ts'
import { stripeSavedMethods } from './stripe-saved-methods.ts'
import { readStripeSettings, type StripeSettings } from './stripe-settings.ts'

/** Stripe through its official SDK. Throws when its configuration is missing. */
export function createStripeProvider(settings: StripeSettings = readStripeSettings()): PaymentProvider {
  const stripe = openSdk(settings)
  return {
    code: 'stripe',
    subscriptionBilling: stripeBilling(stripe),
    mandates: null,
    savedMethods: stripeSavedMethods(stripe),
    openOrder: (order) => openOrder(stripe, order),
    readOrder: (orderId) => readOrder(stripe, orderId),

    async capture({ paymentId }) {
      const { status } = await call(() => stripe.paymentIntents.retrieve(paymentId))
      if (status === 'requires_capture') await call(() => stripe.paymentIntents.capture(paymentId))
    },

    async refund({ paymentId, amountMinor, reference }) {
      const refund = await call(() =>
        stripe.refunds.create(
          { payment_intent: paymentId, amount: Number(amountMinor), metadata: { reference } },
          { idempotencyKey: `refund:${reference}` },
        ),
      )
      return toRefund(refund)
    },

    // It is paid on Stripe's own pages, which tell the browser nothing it could bring back as proof.
    handOff: null,
    confirmsPayment: () => false,

    readWebhook: (message) => readWebhook(message, settings.webhookSecret),
  }
}
