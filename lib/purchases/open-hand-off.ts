import { toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { isUniqueViolation, transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type HandOff, ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { isPayable } from './purchase-rules.ts'

export type OpenedHandOff = HandOff & { orderId: string }

/**
 * What the payer's browser needs to pay a purchase, or null when it can no longer be paid. The order at the provider
 * is made when there is none yet, also after a crash in between: however many requests race, one order is handed out.
 *
 * Throws `payment_provider_unavailable` (ask again) and `payment_provider_refused`; then the purchase has failed.
 */
export async function openHandOff(options: {
  purchaseId: string
  now: Temporal.Instant
}): Promise<OpenedHandOff | null> {
  const purchase = await loadPurchase(options.purchaseId)
  if (!isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, options.now))
    return null
  const orderId = await ensureOrder({ ...purchase, purchaseId: purchase.id, now: options.now })
  return handOffOf(purchase, orderId)
}

/** As `openHandOff`, for looking: null as well when no order has been opened yet. Asks the provider nothing. */
export async function findHandOff(options: {
  purchaseId: string
  now: Temporal.Instant
}): Promise<OpenedHandOff | null> {
  const purchase = await loadPurchase(options.purchaseId)
  if (!isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, options.now))
    return null
  const orderId = await findExternalId(database(), orderOf(purchase.id))
  return orderId === null ? null : handOffOf(purchase, orderId)
}

async function loadPurchase(purchaseId: string) {
  const purchase = await database().purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: {
      user: true,
      subscription: { include: { family: true } },
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
    },
  })
  return { ...purchase, description: purchase.quote.lines.map((line) => line.description).join(', ') }
}

function handOffOf(purchase: Awaited<ReturnType<typeof loadPurchase>>, orderId: string): OpenedHandOff {
  const { amountMinor, currency, description, user } = purchase
  const handOff = paymentProvider(purchase.provider).handOff({
    orderId,
    amountMinor,
    currency,
    description,
    merchant: purchase.subscription.family.name,
    payer: { name: user.name, email: user.email },
  })
  return { ...handOff, orderId }
}

function orderOf(purchaseId: string) {
  return { kind: 'order', subject: 'purchase', subjectId: purchaseId } as const
}

async function ensureOrder(order: {
  purchaseId: string
  customerId: string
  provider: string
  amountMinor: bigint
  currency: string
  description: string
  now: Temporal.Instant
}): Promise<string> {
  const known = orderOf(order.purchaseId)
  const existing = await findExternalId(database(), known)
  if (existing) return existing
  const { orderId } = await askForOrder(order)
  try {
    await database().providerReference.create({
      data: {
        provider: order.provider,
        externalId: orderId,
        customerId: order.customerId,
        createdAt: new Date(order.now.epochMilliseconds),
        ...known,
      },
    })
    return orderId
  } catch (error) {
    // A twin of this request was faster: its order is the one handed out, and this one is never shown.
    const winner = isUniqueViolation(error) ? await findExternalId(database(), known) : null
    if (!winner) throw error
    return winner
  }
}

async function askForOrder(order: {
  purchaseId: string
  provider: string
  amountMinor: bigint
  currency: string
  description: string
  now: Temporal.Instant
}) {
  const { amountMinor, currency, description } = order
  try {
    const reference = order.purchaseId
    return await paymentProvider(order.provider).openOrder({ reference, amountMinor, currency, description })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.outcome === 'refused') await failPurchase({ ...order, reason: error.message })
    throw new DomainError({
      kind: 'unavailable',
      code: error.outcome === 'refused' ? 'payment_provider_refused' : 'payment_provider_unavailable',
      detail:
        error.outcome === 'refused'
          ? 'The payment provider would not take this order. Nothing was charged.'
          : 'The payment provider does not answer. Nothing was charged; try again in a moment.',
      cause: error,
    })
  }
}

async function failPurchase(options: { purchaseId: string; reason: string; now: Temporal.Instant }) {
  const at = new Date(options.now.epochMilliseconds)
  await transaction((tx) =>
    tx.purchase.updateMany({
      where: { id: options.purchaseId, status: 'pending' },
      data: { status: 'failed', reason: options.reason, closedAt: at, updatedAt: at },
    }),
  )
}
