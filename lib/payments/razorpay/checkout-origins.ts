import type { CheckoutOrigins } from '#lib/http/security-headers.ts'
import { readRazorpaySettings } from './razorpay-settings.ts'

/** What Razorpay's Standard Checkout needs a page to allow (Razorpay docs, "Content Security Policy"). */
export function razorpayCheckoutOrigins(): CheckoutOrigins {
  const { apiUrl, checkoutUrl } = readRazorpaySettings()
  const own = [...new Set([new URL(apiUrl).origin, new URL(checkoutUrl).origin])]
  const isReal = new URL(apiUrl).hostname.endsWith('razorpay.com')
  return {
    frames: own,
    connects: isReal ? [...own, 'https://lumberjack.razorpay.com'] : own,
    images: isReal ? [...own, 'https://cdn.razorpay.com'] : own,
  }
}
