import { paymentProvider } from '#lib/payments/providers.ts'

/**
 * Sees to it that what a purchase asked to be paid can not be paid at the provider any more, where it offers that.
 * Throws a ProviderError.
 */
export async function dropOrder(order: {
  provider: string
  orderId: string
  /** It was to be paid by an approval of all its periods. */
  autoRenew: boolean
}): Promise<void> {
  const { mandates, subscriptionBilling } = paymentProvider(order.provider)
  if (order.autoRenew && mandates) await mandates.cancel(order.orderId)
  else await subscriptionBilling?.dropOrder(order.orderId)
}
