import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from './provider.ts'
import { paymentProvider } from './providers.ts'
import { findExternalId } from './references.ts'
import type { SavedMethod } from './saved-methods.ts'

/**
 * What a customer has saved at a provider and is charged without being asked; null when nothing is, or the provider
 * saves nothing. Throws `payment_provider_unavailable`.
 */
export async function findSavedMethod(options: {
  provider: string
  customerId: string
}): Promise<SavedMethod | null> {
  const { provider, customerId } = options
  const methods = paymentProvider(provider).savedMethods
  const payer = { kind: 'customer', subject: 'customer', subjectId: customerId, provider } as const
  const payerId = methods && (await findExternalId(database(), payer))
  if (!methods || payerId === null) return null
  try {
    return await methods.find(payerId)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail: 'The payment provider does not answer. Nothing was charged; try again in a moment.',
      cause: error,
    })
  }
}
