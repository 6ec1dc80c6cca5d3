import { paymentProvider } from './providers.ts'
import type { SubscriptionBilling } from './subscription-billing.ts'

/** How the provider bills a family's customers by itself; null where they pay in advance what we ask for. */
export function billedBy(family: { provider: string; prepaid: boolean }): SubscriptionBilling | null {
  return family.prepaid ? null : paymentProvider(family.provider).subscriptionBilling
}
