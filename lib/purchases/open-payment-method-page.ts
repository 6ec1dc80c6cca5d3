import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'

/**
 * A page of the provider's on which the payer gives another payment method for what is billed regularly, or charged by
 * us to what is saved (D6). Throws `nothing_billed` and `payment_provider_unavailable`.
 */
export async function openPaymentMethodPage(options: {
  customerId: string
  familyCode: string
  now: Temporal.Instant
}): Promise<{ url: string }> {
  const { customerId, now } = options
  const provider = await findCharging(options)
  if (provider === null) {
    throw new DomainError({
      kind: 'refused',
      code: 'nothing_billed',
      detail: 'Nothing is billed regularly, so there is no payment method to change',
    })
  }
  const customer = await database().customer.findUniqueOrThrow({ where: { id: customerId } })
  try {
    const { code, billing } = provider
    const payer = await ensurePayer({ billing, provider: code, customer, now })
    const returnUrl = new URL('/billing', process.env.APP_URL).href
    return await billing.openPaymentMethodPage({ customerId: payer, returnUrl })
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

/** Who charges without asking each time: what bills all that is held, or what keeps a method for us to charge. */
async function findCharging(options: { customerId: string; familyCode: string }) {
  const { customerId, familyCode: code } = options
  const agreement = await database().billingAgreement.findFirst({
    where: { customerId, lineId: null, status: { not: 'canceled' }, subscription: { family: { code } } },
  })
  const prepaid = await database().productFamily.findFirst({ where: { code, prepaid: true } })
  if (agreement) {
    const billing = paymentProvider(agreement.provider).subscriptionBilling
    return billing && { code: agreement.provider, billing }
  }
  const billing = prepaid && paymentProvider(prepaid.provider).savedMethods
  return billing && { code: prepaid.provider, billing }
}
