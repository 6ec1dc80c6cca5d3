import type { CheckoutOrigins } from '#lib/http/security-headers.ts'
import { config } from '#lib/server/config.ts'

/** What Razorpay's Standard Checkout needs a page to allow (Razorpay docs, "Content Security Policy"). */
export function razorpayCheckoutOrigins(): CheckoutOrigins {
  const { apiUrl, checkoutUrl } = config().razorpay
  const own = [...new Set([new URL(apiUrl).origin, new URL(checkoutUrl).origin])]
  const isSandbox = config().sandboxUrl !== null
  return {
    frames: own,
    connects: isSandbox ? own : [...own, 'https://lumberjack.razorpay.com'],
    images: isSandbox ? own : [...own, 'https://cdn.razorpay.com'],
  }
}
