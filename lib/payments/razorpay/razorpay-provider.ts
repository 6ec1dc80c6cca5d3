import { type PaymentProvider, ProviderError } from '../provider.ts'
import { call } from './call.ts'
import { openOrder } from './open-order.ts'
import { openSdk } from './open-sdk.ts'
import { createRazorpayMandates } from './razorpay-mandates.ts'
import { type RazorpaySettings, readRazorpaySettings } from './razorpay-settings.ts'
import { readOrder } from './read-order.ts'
import { readWebhook } from './read-webhook.ts'
import { refundPayment } from './refund-payment.ts'
import { isSignedBy } from './signatures.ts'

/** Razorpay through its official SDK. Throws when its configuration is missing. */
export function createRazorpayProvider(settings: RazorpaySettings = readRazorpaySettings()): PaymentProvider {
  const { razorpay, transport } = openSdk(settings)

  return {
    code: 'razorpay',
    subscriptionBilling: null,
    mandates: createRazorpayMandates(razorpay, settings),
    // What it charges without the payer is charged by a mandate.
    savedMethods: null,
    openOrder: async (order) => ({ ...(await openOrder(razorpay, order)), payUrl: null }),
    readOrder: (orderId) => readOrder(razorpay, orderId),

    async capture(payment) {
      try {
        const amount = Number(payment.amountMinor)
        await call(() => razorpay.payments.capture(payment.paymentId, amount, payment.currency))
      } catch (error) {
        const done = error instanceof ProviderError && /already been captured/i.test(error.message)
        if (!done) throw error
      }
    },

    refund: (refund) => refundPayment(transport, refund),

    handOff: ({ orderId, amountMinor, currency, description, merchant, payer }) => ({
      kind: 'script',
      checkout: 'razorpay',
      scriptUrl: settings.checkoutUrl,
      options: {
        key: settings.keyId,
        order_id: orderId,
        amount: Number(amountMinor),
        currency,
        name: merchant,
        description,
        prefill: { name: payer.name, email: payer.email },
      },
    }),

    confirmsPayment: ({ orderId, paymentId, signature }) =>
      isSignedBy(`${orderId}|${paymentId}`, signature, settings.keySecret),

    readWebhook: (message) => readWebhook(message, settings.webhookSecret),
  }
}
