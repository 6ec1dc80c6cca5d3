import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { addReference, findExternalId } from '#lib/payments/references.ts'
import { asPlanned } from './as-planned.ts'
import { closePurchase } from './close-purchase.ts'
import { changeItems } from './item-rules.ts'
import { loadBilledPrices } from './load-billed-prices.ts'
import { loadBilledSubscription } from './load-billed-subscription.ts'
import { logChange } from './log-change.ts'
import { readProviderTruth } from './read-provider-truth.ts'
import { settlePurchase } from './settle-purchase.ts'

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
  const orderId = await ensureChange(purchase, { requestId, now })
  const truth = await readProviderTruth({ provider: purchase.provider, orderId })
  await transaction((tx) => settlePurchase(tx, { purchaseId: purchase.id, ...truth, now }))
}

async function loadPurchase(purchaseId: string) {
  return database().purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: {
      subscription: { include: { family: { select: { code: true } } } },
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
    },
  })
}
type LoadedPurchase = Awaited<ReturnType<typeof loadPurchase>>

/** The provider's bill for the change, asked for when it is not known yet. */
type Call = { requestId: string | undefined; now: Temporal.Instant }

async function ensureChange(purchase: LoadedPurchase, call: Call): Promise<string> {
  const order = { kind: 'order', subject: 'purchase', subjectId: purchase.id } as const
  const known = await findExternalId(database(), order)
  if (known) return known
  const orderId = await askForChange(purchase, call)
  const { provider, customerId } = purchase
  await addReference(database(), { ...order, provider, externalId: orderId, customerId, now: call.now })
  return orderId
}

async function askForChange(purchase: LoadedPurchase, { requestId, now }: Call): Promise<string> {
  const billing = paymentProvider(purchase.provider).subscriptionBilling
  const { prorationAt } = purchase.quote
  if (!billing || !prorationAt) throw new Error(`purchase ${purchase.id} is not a change a provider makes`)
  const { customerId } = purchase
  const familyCode = purchase.subscription.family.code
  try {
    const standing = await loadStanding(database(), { customerId, familyCode, at: now, ended: true })
    if (!standing) throw new Error(`no family behind purchase ${purchase.id}`)
    const lines = purchase.quote.lines
      .filter((line) => line.effective === 'now')
      .map((line) => asPlanned(line, standing))
    const prices = await loadBilledPrices({
      catalog: standing.catalog,
      owners: lines.map((line) => line.addon ?? line.plan),
      now,
    })
    const billed = await loadBilledSubscription({ billing, standing })
    if (!billed) throw refusedByProvider('There is no subscription to change any more')
    const items = changeItems({ items: billed.items, lines, priceIds: prices.byOwner })
    logChange({ provider: purchase.provider, items: billed.items, changes: items, requestId })
    const { orderId } = await billing.change({
      reference: purchase.id,
      subscriptionId: billed.subscriptionId,
      items,
      prorationAt: toInstant(prorationAt),
    })
    return orderId
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw await outcomeOf(error, purchase, now)
  }
}

function refusedByProvider(message: string) {
  return new ProviderError({ outcome: 'refused', code: 'no_subscription', message })
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
