import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'

/**
 * A page of the provider's on which the payer gives another payment method for what is billed regularly. Throws
 * `nothing_billed` and `payment_provider_unavailable`.
 */
export async function openPaymentMethodPage(options: {
  customerId: string
  familyCode: string
  now: Temporal.Instant
}): Promise<{ url: string }> {
  const agreement = await database().billingAgreement.findFirst({
    where: {
      customerId: options.customerId,
      lineId: null,
      status: { not: 'canceled' },
      subscription: { family: { code: options.familyCode } },
    },
    include: { subscription: { include: { customer: true } } },
  })
  const billing = agreement && paymentProvider(agreement.provider).subscriptionBilling
  if (!agreement || !billing) {
    throw new DomainError({
      kind: 'refused',
      code: 'nothing_billed',
      detail: 'Nothing is billed regularly, so there is no payment method to change',
    })
  }
  const { provider, subscription } = agreement
  try {
    const customerId = await ensurePayer({
      billing,
      provider,
      customer: subscription.customer,
      now: options.now,
    })
    const returnUrl = new URL('/billing', process.env.APP_URL).href
    return await billing.openPaymentMethodPage({ customerId, returnUrl })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail: 'The payment provider does not answer. Try again in a moment.',
      cause: error,
    })
  }
}
