import type { PaymentProvider } from './provider.ts'
import { createRazorpayProvider } from './razorpay/razorpay-provider.ts'
import { createStripeProvider } from './stripe/stripe-provider.ts'

/** Every provider the product can sell through. Adding one is a folder beside these and a line here. */
const factories = {
  razorpay: createRazorpayProvider,
  stripe: createStripeProvider,
} satisfies Record<string, () => PaymentProvider>

export type ProviderCode = keyof typeof factories

const opened = new Map<string, PaymentProvider>()

/** The adapter of a provider. Throws when its configuration is missing, or when there is no such provider. */
export function paymentProvider(code: string): PaymentProvider {
  const found = opened.get(code)
  if (found) return found
  if (!isProviderCode(code)) throw new Error(`There is no payment provider "${code}"`)
  const provider = factories[code]()
  opened.set(code, provider)
  return provider
}

export function providerCodes(): ProviderCode[] {
  return Object.keys(factories) as ProviderCode[]
}

function isProviderCode(code: string): code is ProviderCode {
  return Object.hasOwn(factories, code)
}
