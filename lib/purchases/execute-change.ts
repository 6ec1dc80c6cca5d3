import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { addReference, findExternalId } from '#lib/payments/references.ts'
import { closePurchase } from './close-purchase.ts'
import { logChange } from './log-change.ts'
import { settleNow } from './settle-now.ts'
import { readPreview } from './stored-preview.ts'

/**
 * Makes an accepted change of what a provider bills: the provider charges it at once and applies it only if it is
 * paid. The purchase stands before the provider is asked and carries the call's idempotency key, so that repeating
 * this, also after a crash in between, ends the same change. What has to be finished by the payer stays pending.
 *
 * Throws `payment_declined` when nothing was changed, and `payment_provider_unavailable` when its outcome is unknown.
 */
export async function executeChange(options: {
  purchaseId: string
  requestId?: string | undefined
  now: Temporal.Instant
}): Promise<void> {
  const { requestId, now } = options
  const purchase = await loadPurchase(options.purchaseId)
  if (purchase.status !== 'pending') return
  await ensureChange(purchase, { requestId, now })
  await settleNow({ purchaseId: purchase.id, provider: purchase.provider, now })
}

async function loadPurchase(purchaseId: string) {
  return database().purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: { quote: true },
  })
}
type LoadedPurchase = Awaited<ReturnType<typeof loadPurchase>>

type Call = { requestId: string | undefined; now: Temporal.Instant }

/** Asks for the change when the provider's bill for it is not known yet. */
async function ensureChange(purchase: LoadedPurchase, call: Call): Promise<void> {
  const order = { kind: 'order', subject: 'purchase', subjectId: purchase.id } as const
  if (await findExternalId(database(), order)) return
  const orderId = await askForChange(purchase, call)
  const { provider, customerId } = purchase
  await addReference(database(), { ...order, provider, externalId: orderId, customerId, now: call.now })
}

async function askForChange(purchase: LoadedPurchase, { requestId, now }: Call): Promise<string> {
  const billing = paymentProvider(purchase.provider).subscriptionBilling
  const { prorationAt } = purchase.quote
  if (!billing || !prorationAt) throw new Error(`purchase ${purchase.id} is not a change a provider makes`)
  try {
    const { subscriptionId, before, changes } = readPreview(purchase.quote.preview)
    logChange({ provider: purchase.provider, items: before, changes, requestId })
    const { orderId } = await billing.change({
      reference: purchase.id,
      subscriptionId,
      items: changes,
      prorationAt: toInstant(prorationAt),
    })
    return orderId
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw await outcomeOf(error, purchase, now)
  }
}

/** Refused, nothing was changed and the purchase has failed; unknown, the reconciler finds out. */
async function outcomeOf(error: ProviderError, purchase: LoadedPurchase, now: Temporal.Instant) {
  if (error.outcome === 'unknown') {
    return new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail: 'The payment provider does not answer. We find out what became of this change and tell you.',
      extra: { purchase_id: purchase.id },
      cause: error,
    })
  }
  await transaction((tx) =>
    closePurchase(tx, { purchaseId: purchase.id, status: 'failed', reason: error.message, now }),
  )
  return new DomainError({
    kind: 'payment_required',
    code: 'payment_declined',
    detail: `The payment did not go through: ${error.message}. Nothing was changed.`,
    cause: error,
  })
}
