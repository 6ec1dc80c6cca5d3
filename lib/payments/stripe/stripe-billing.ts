import type Stripe from 'stripe'
import type { SubscriptionBilling } from '../subscription-billing.ts'
import { call, callOrNull } from './call.ts'
import { changeSubscription, previewChange, reshapeSubscription } from './change-subscription.ts'
import { ensureCustomer } from './ensure-customer.ts'
import { ensurePrice } from './ensure-price.ts'
import { dropOrder, openCheckout } from './open-checkout.ts'
import { openPaymentMethodPage } from './open-payment-method-page.ts'
import { readSubscription } from './read-subscription.ts'

/** One Stripe subscription bills everything a customer holds in a family. */
export function stripeBilling(stripe: Stripe): SubscriptionBilling {
  return {
    ensureCustomer: (customer) => ensureCustomer(stripe, customer),
    ensurePrice: (price) => ensurePrice(stripe, price),
    openCheckout: (checkout) => openCheckout(stripe, checkout),
    preview: (change) => previewChange(stripe, change),
    change: (change) => changeSubscription(stripe, change),
    reshape: (change) => reshapeSubscription(stripe, change),
    dropOrder: (orderId) => dropOrder(stripe, orderId),
    readSubscription: (subscriptionId, options) => readSubscription(stripe, subscriptionId, options),

    openPaymentMethodPage: (page) => openPaymentMethodPage(stripe, page),

    async endSubscription(subscriptionId) {
      const found = await callOrNull(() => stripe.subscriptions.retrieve(subscriptionId))
      if (!found || found.status === 'canceled') return
      await call(() => stripe.subscriptions.cancel(subscriptionId, { prorate: false, invoice_now: false }))
    },
  }
}
