import type { ProviderProbe } from './provider-probe.ts'
import type { ProviderCode } from './providers.ts'
import { createRazorpayProbe } from './razorpay/razorpay-probe.ts'
import { createStripeProbe } from './stripe/stripe-probe.ts'

const factories = {
  razorpay: createRazorpayProbe,
  stripe: createStripeProbe,
} satisfies Record<ProviderCode, () => ProviderProbe>

/** A probe of every provider. Throws when the configuration of one is missing. */
export function providerProbes(): ProviderProbe[] {
  return Object.values(factories).map((create) => create())
}
