import type Stripe from 'stripe'
import { call } from './call.ts'

/** Stripe's customer portal, at the step that saves a payment method and makes it the default. */
export async function openPaymentMethodPage(
  stripe: Stripe,
  page: { customerId: string; returnUrl: string },
): Promise<{ url: string }> {
  const { url } = await call(() =>
    stripe.billingPortal.sessions.create({
      customer: page.customerId,
      return_url: page.returnUrl,
      flow_data: { type: 'payment_method_update' },
    }),
  )
  return { url }
}
