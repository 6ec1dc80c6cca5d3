import { toDate, toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { isUniqueViolation, transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { ensurePriceReference } from '#lib/payments/ensure-price-reference.ts'
import type { Mandates } from '#lib/payments/mandates.ts'
import { type HandOff, ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import type { SubscriptionBilling } from '#lib/payments/subscription-billing.ts'
import { closePurchase } from './close-purchase.ts'
import { isPayable } from './purchase-rules.ts'
import { returnUrlOf } from './return-url.ts'

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
  const orderId = await ensureOrder(purchase, options.now)
  return purchase.payUrl === null ? findHandOff(options) : handOffOf(purchase, orderId)
}

/**
 * As `openHandOff`, for looking: null as well when no order has been opened yet, or what is saved is being charged.
 * Asks the provider nothing.
 */
export async function findHandOff(options: {
  purchaseId: string
  now: Temporal.Instant
}): Promise<OpenedHandOff | null> {
  const purchase = await loadPurchase(options.purchaseId)
  if (!isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, options.now))
    return null
  if (purchase.chargesSaved && purchase.payUrl === null) return null
  const orderId = await findExternalId(database(), orderOf(purchase.id))
  return orderId === null ? null : handOffOf(purchase, orderId)
}

async function loadPurchase(purchaseId: string) {
  const purchase = await database().purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: {
      user: true,
      customer: true,
      subscription: { include: { family: true } },
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
    },
  })
  return { ...purchase, description: purchase.quote.lines.map((line) => line.description).join(', ') }
}

type LoadedPurchase = Awaited<ReturnType<typeof loadPurchase>>

function handOffOf(purchase: LoadedPurchase, orderId: string): OpenedHandOff {
  const { amountMinor, currency, description, payUrl } = purchase
  if (payUrl !== null) return { kind: 'redirect', url: payUrl, orderId }
  const user = purchase.user ?? purchase.customer
  const shown = {
    description,
    merchant: purchase.subscription.family.name,
    payer: { name: user.name, email: user.email },
  }
  const provider = paymentProvider(purchase.provider)
  const handOff = purchase.quote.autoRenew
    ? provider.mandates?.handOff({ mandateId: orderId, ...shown })
    : provider.handOff?.({ orderId, amountMinor, currency, ...shown })
  if (!handOff) throw new Error(`purchase ${purchase.id} has no page to be paid on`)
  return { ...handOff, orderId }
}

function orderOf(purchaseId: string) {
  return { kind: 'order', subject: 'purchase', subjectId: purchaseId } as const
}

async function ensureOrder(purchase: LoadedPurchase, now: Temporal.Instant): Promise<string> {
  const known = orderOf(purchase.id)
  const existing = await findExternalId(database(), known)
  if (existing) return existing
  const { orderId, url } = await askForOrder(purchase, now)
  try {
    return await transaction(async (tx) => {
      const { provider, customerId } = purchase
      const createdAt = toDate(now)
      const data = { provider, externalId: orderId, customerId, createdAt, ...known }
      await tx.providerReference.create({ data })
      if (url) await tx.purchase.update({ where: { id: purchase.id }, data: { payUrl: url } })
      return orderId
    })
  } catch (error) {
    // A twin of this request was faster: its order is the one handed out, and this one is never shown.
    const winner = isUniqueViolation(error) ? await findExternalId(database(), known) : null
    if (!winner) throw error
    return winner
  }
}

/** What is to be paid at the provider; with a page of the provider to pay it on, where it has one. */
async function askForOrder(
  purchase: LoadedPurchase,
  now: Temporal.Instant,
): Promise<{ orderId: string; url: string | null }> {
  const { amountMinor, currency, description } = purchase
  const provider = paymentProvider(purchase.provider)
  try {
    if (provider.mandates && purchase.quote.autoRenew) return await openMandate(provider.mandates, purchase)
    const billing = billedBy(purchase.subscription.family)
    if (billing) return await openCheckout(billing, purchase, now)
    const order = { reference: purchase.id, amountMinor, currency, description }
    const { orderId, payUrl } = await provider.openOrder({
      ...order,
      returnUrl: returnUrlOf(purchase.id),
      savesFor: await payerToSaveFor(purchase, now),
    })
    return { orderId, url: payUrl }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.outcome === 'refused') {
      const failed = { purchaseId: purchase.id, status: 'failed', reason: error.message, now } as const
      await transaction((tx) => closePurchase(tx, failed))
    }
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

/** What is paid in advance again and again is paid with a method that we may charge for the next (D6). */
async function payerToSaveFor(purchase: LoadedPurchase, now: Temporal.Instant): Promise<string | undefined> {
  const { provider, customer } = purchase
  const billing = paymentProvider(provider).savedMethods
  if (!billing || !purchase.subscription.family.prepaid) return undefined
  return ensurePayer({ billing, provider, customer, now })
}

/** The first period is paid by approving all that follow, as long as the purchase is open. */
async function openMandate(mandates: Mandates, purchase: LoadedPurchase) {
  const [line] = purchase.quote.lines
  if (!line) throw new Error(`purchase ${purchase.id} is for nothing`)
  const { mandateId } = await mandates.open({
    reference: purchase.id,
    description: purchase.description,
    unitAmountMinor: line.unitAmountMinor,
    quantity: line.quantity,
    currency: purchase.currency,
    intervalMonths: line.intervalMonths,
    startsAt: null,
    approveBy: toInstant(purchase.expiresAt),
    askedAt: toInstant(purchase.createdAt),
  })
  return { orderId: mandateId, url: null }
}

/** A first subscription: everything that was picked, on one page, paid once. */
async function openCheckout(billing: SubscriptionBilling, purchase: LoadedPurchase, now: Temporal.Instant) {
  const { provider } = purchase
  const payer = await ensurePayer({ billing, provider, customer: purchase.customer, now })
  const priced = purchase.quote.lines.filter((line) => line.action !== 'reduce' && line.amountMinor > 0n)
  const items = await Promise.all(
    priced.map(async (line) => ({
      priceId: await priceOf({ provider, line, now }),
      quantity: line.quantity,
    })),
  )
  const returnUrl = returnUrlOf(purchase.id)
  return billing.openCheckout({
    reference: purchase.id,
    customerId: payer,
    items,
    successUrl: `${returnUrl}&paid=true`,
    cancelUrl: returnUrl,
    expiresAt: toInstant(purchase.expiresAt),
  })
}

async function priceOf(options: {
  provider: string
  line: LoadedPurchase['quote']['lines'][number]
  now: Temporal.Instant
}): Promise<string> {
  const { planId, addonId, unitAmountMinor } = options.line
  const owner = planId ? { planId } : { addonId }
  const price = await database().price.findFirstOrThrow({
    where: { ...owner, unitAmountMinor },
    orderBy: [{ active: 'desc' }, { createdAt: 'desc' }],
  })
  return ensurePriceReference({ provider: options.provider, priceId: price.id, now: options.now })
}
