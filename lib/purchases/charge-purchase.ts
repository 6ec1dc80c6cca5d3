import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { addReference, findExternalId } from '#lib/payments/references.ts'
import type { SavedMethods } from '#lib/payments/saved-methods.ts'
import { closePurchase } from './close-purchase.ts'
import { isPayable, isUnpaid, type PurchaseStatus } from './purchase-rules.ts'
import { returnUrlOf } from './return-url.ts'
import { sendRenewalTrouble } from './send-renewal-trouble.ts'
import { settleNow } from './settle-now.ts'

/** Where a purchase stands after it was charged; with a page, its payer's bank wants to ask there. */
export type ChargedPurchase = { status: PurchaseStatus; reason: string | null; payUrl: string | null }

/** Providers remember a call's key for a day at least; what is older is looked for, and not asked for again. */
const KEY_LASTS = { hours: 23 }

/**
 * Charges a purchase to what its payer has saved, and settles what comes of it. The purchase stands before the provider
 * is asked and is the call's idempotency key, so that doing it again, at the same time or after a crash in between, ends
 * the same charge. Declined, the purchase has failed with the reason and nothing is held. One that was closed meanwhile
 * is not charged, but what was charged for it is found.
 *
 * Throws `payment_provider_unavailable` when its outcome is unknown: the reconciler finds out.
 */
export async function chargePurchase(options: {
  purchaseId: string
  now: Temporal.Instant
}): Promise<ChargedPurchase> {
  const { purchaseId, now } = options
  const purchase = await load(purchaseId)
  if (isUnpaid(purchase.status)) {
    const orderId = await ensureCharge(purchase, now)
    if (orderId !== null) await settleNow({ purchaseId, provider: purchase.provider, now })
  }
  const { status, reason, payUrl } = await load(purchaseId)
  return { status, reason, payUrl: status === 'pending' ? payUrl : null }
}

function load(purchaseId: string) {
  return database().purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: { customer: true, quote: { include: { lines: { orderBy: { position: 'asc' } } } } },
  })
}
type Loaded = Awaited<ReturnType<typeof load>>

/** The order at the provider; null when there is none and there will be none. */
async function ensureCharge(purchase: Loaded, now: Temporal.Instant): Promise<string | null> {
  const order = { kind: 'order', subject: 'purchase', subjectId: purchase.id } as const
  const known = await findExternalId(database(), order)
  if (known !== null) return known
  const made = await askForCharge(purchase, now)
  if (made === null) return null
  const { id, provider, customerId } = purchase
  await transaction(async (tx) => {
    await addReference(tx, { ...order, provider, externalId: made.orderId, customerId, now })
    if (made.payUrl === null) return
    const { count } = await tx.purchase.updateMany({
      where: { id, status: 'pending' },
      data: { payUrl: made.payUrl },
    })
    if (count > 0) await sendRenewalTrouble(tx, { purchase, why: 'asks', now })
  })
  return made.orderId
}

type Made = { orderId: string; payUrl: string | null }

async function askForCharge(purchase: Loaded, now: Temporal.Instant): Promise<Made | null> {
  const { provider, customer } = purchase
  const methods = paymentProvider(provider).savedMethods
  if (!methods) throw new Error(`purchase ${purchase.id} cannot be charged by ${provider}`)
  try {
    const payerId = await ensurePayer({ billing: methods, provider, customer, now })
    if (!mayAskAgain(purchase, now)) {
      const found = await methods.findCharge({ payerId, reference: purchase.id })
      return found && { ...found, payUrl: null }
    }
    return await charge(methods, { purchase, payerId })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.outcome === 'unknown') throw unavailable(purchase.id, error)
    await transaction(async (tx) => {
      const reason = error.message
      await closePurchase(tx, { purchaseId: purchase.id, status: 'failed', reason, now })
      await sendRenewalTrouble(tx, { purchase, why: 'declined', detail: reason, now })
    })
    return null
  }
}

function mayAskAgain(purchase: Loaded, now: Temporal.Instant): boolean {
  const isYoung = isBefore(now, toInstant(purchase.createdAt).add(KEY_LASTS))
  return isYoung && isPayable({ status: purchase.status, expiresAt: toInstant(purchase.expiresAt) }, now)
}

async function charge(
  methods: SavedMethods,
  { purchase, payerId }: { purchase: Loaded; payerId: string },
): Promise<Made> {
  const charged = await methods.charge({
    payerId,
    reference: purchase.id,
    amountMinor: purchase.amountMinor,
    currency: purchase.currency,
    description: purchase.quote.lines.map((line) => line.description).join(', '),
    returnUrl: returnUrlOf(purchase.id),
  })
  return { orderId: charged.orderId, payUrl: charged.outcome === 'needs_action' ? charged.url : null }
}

function unavailable(purchaseId: string, cause: ProviderError): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'payment_provider_unavailable',
    detail: 'The payment provider does not answer. We find out what became of this charge and tell you.',
    extra: { purchase_id: purchaseId },
    cause,
  })
}
