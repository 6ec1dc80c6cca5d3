import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { findSavedMethod } from '#lib/payments/find-saved-method.ts'
import { acceptQuote } from './accept-quote.ts'
import { chargePurchase } from './charge-purchase.ts'
import { findHandOff, type OpenedHandOff } from './open-hand-off.ts'

/**
 * How a purchase by the saved method went. `pay`: its payer has to go to a page first, because nothing is saved or the
 * bank wants to ask. `processing`: the bank will say.
 */
export type ChargedQuote = { purchaseId: string } & (
  | { outcome: 'fulfilled' | 'processing' }
  | { outcome: 'pay'; because: 'no_saved_method' | 'bank_asks'; handOff: OpenedHandOff }
)

/**
 * Accepts a quote and pays it with what the payer has saved (D6, S2.7); where nothing is saved, on a page of the
 * provider's, which saves it for the next time. The same wish again, while it is being charged, is the same charge.
 *
 * Throws what `acceptQuote` throws; `payment_declined` when the bank said no: nothing is held then.
 */
export async function chargeSavedMethod(options: {
  quoteId: string
  customerId: string
  userId: string
  requestId?: string
  now: Temporal.Instant
}): Promise<ChargedQuote> {
  const { quoteId, customerId, now } = options
  const quote = await database().quote.findFirst({
    where: { id: quoteId, customerId },
    select: { subscription: { select: { provider: true, family: { select: { prepaid: true } } } } },
  })
  // A quote nobody has is refused by accepting it. What a provider bills is charged by it.
  const provider = quote?.subscription.family.prepaid ? quote.subscription.provider : null
  const saved = provider && (await findSavedMethod({ provider, customerId }))
  const { purchaseId } = await acceptQuote({ ...options, chargesSaved: Boolean(saved) })
  const accepted = await database().purchase.findUniqueOrThrow({ where: { id: purchaseId } })
  if (!accepted.chargesSaved) return payOnPage({ purchaseId, status: accepted.status, now })
  const { status, reason, payUrl } = await chargePurchase({ purchaseId, now })
  if (status === 'pending' && payUrl !== null) {
    return { purchaseId, outcome: 'pay', because: 'bank_asks', handOff: await handOffOf({ purchaseId, now }) }
  }
  if (status === 'pending') return { purchaseId, outcome: 'processing' }
  if (status === 'fulfilled') return { purchaseId, outcome: 'fulfilled' }
  throw new DomainError({
    kind: 'payment_required',
    code: 'payment_declined',
    detail: `The payment did not go through: ${(reason ?? 'it was declined').replace(/\.$/, '')}. Nothing was bought.`,
    extra: { purchase_id: purchaseId },
  })
}

async function payOnPage(options: {
  purchaseId: string
  status: string
  now: Temporal.Instant
}): Promise<ChargedQuote> {
  const { purchaseId, status } = options
  if (status === 'fulfilled') return { purchaseId, outcome: 'fulfilled' }
  const handOff = await handOffOf(options)
  return { purchaseId, outcome: 'pay', because: 'no_saved_method', handOff }
}

async function handOffOf(options: { purchaseId: string; now: Temporal.Instant }): Promise<OpenedHandOff> {
  const handOff = await findHandOff(options)
  if (handOff) return handOff
  throw new DomainError({
    kind: 'conflict',
    code: 'purchase_not_open',
    detail: 'This purchase can no longer be paid',
  })
}
