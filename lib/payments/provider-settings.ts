import { razorpayVariables, readRazorpaySettings } from './razorpay/razorpay-settings.ts'
import { readStripeSettings, stripeVariables } from './stripe/stripe-settings.ts'

/** The environment variables of every provider: what has to be there before the product starts. */
export const providerVariables = { ...razorpayVariables, ...stripeVariables }

/** Where the providers are reached, by the variable that says so. Throws when an adapter's variables are not there. */
export function providerAddresses(env: Record<string, string | undefined>): Record<string, string> {
  const razorpay = readRazorpaySettings(env)
  return {
    RAZORPAY_API_URL: razorpay.apiUrl,
    RAZORPAY_CHECKOUT_URL: razorpay.checkoutUrl,
    STRIPE_API_URL: readStripeSettings(env).apiUrl,
  }
}
