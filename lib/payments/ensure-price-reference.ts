import { database } from '#lib/db/client.ts'
import { paymentProvider } from './providers.ts'
import { addReference, findExternalId } from './references.ts'

/**
 * The provider's id of one of our prices, made there when it is the first time. Throws a ProviderError, and when the
 * provider has no prices of its own.
 */
export async function ensurePriceReference(options: {
  provider: string
  priceId: string
  now: Temporal.Instant
}): Promise<string> {
  const { provider, priceId, now } = options
  const reference = { provider, kind: 'price', subject: 'price', subjectId: priceId } as const
  const known = await findExternalId(database(), reference)
  if (known) return known
  const billing = paymentProvider(provider).subscriptionBilling
  if (!billing) throw new Error(`${provider} has no prices of its own`)
  const price = await database().price.findUniqueOrThrow({
    where: { id: priceId },
    include: { plan: true, addon: true },
  })
  const owner = price.plan ?? price.addon
  if (!owner) throw new Error(`price ${priceId} is for nothing`)
  const made = await billing.ensurePrice({
    reference: price.id,
    product: { reference: owner.id, name: owner.name, description: owner.description },
    unitAmountMinor: price.unitAmountMinor,
    currency: price.currency,
    intervalMonths: price.intervalMonths,
  })
  await addReference(database(), { ...reference, externalId: made.priceId, customerId: null, now })
  return made.priceId
}
