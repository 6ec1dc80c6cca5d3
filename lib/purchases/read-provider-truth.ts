import type { ProviderOrder } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import type { ProviderSubscription } from '#lib/payments/subscription-billing.ts'

/** What a provider says about something to be paid and about the subscription it is billed by, if it is. */
export type ProviderTruth = { order: ProviderOrder; subscription: ProviderSubscription | null }

/** Asks the provider, outside of any transaction. Throws a ProviderError. */
export async function readProviderTruth(options: {
  provider: string
  orderId: string
}): Promise<ProviderTruth> {
  const provider = paymentProvider(options.provider)
  const order = await provider.readOrder(options.orderId)
  const subscriptionId = order.bill?.subscriptionId ?? null
  const subscription =
    subscriptionId === null
      ? null
      : ((await provider.subscriptionBilling?.readSubscription(subscriptionId)) ?? null)
  return { order, subscription }
}
