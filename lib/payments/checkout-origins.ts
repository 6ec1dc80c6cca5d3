import type { CheckoutOrigins } from '#lib/http/security-headers.ts'
import { razorpayCheckoutOrigins } from './razorpay/checkout-origins.ts'

/** What a page that checks out has to allow, for every provider it may hand over to. */
export function checkoutOrigins(): CheckoutOrigins {
  return razorpayCheckoutOrigins()
}
