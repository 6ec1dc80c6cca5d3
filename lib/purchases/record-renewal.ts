import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { findReference } from '#lib/payments/references.ts'
import type { ProviderSubscription } from '#lib/payments/subscription-billing.ts'
import { insertRenewal } from './insert-renewal.ts'

/**
 * The purchase behind a provider's regular bill, made when the bill is new: a renewal is a purchase that nobody
 * clicked, so that its payments, invoice, terms and refunds are those of any other. Null for a bill that is another
 * purchase's, is not finalized, or came to nothing. The subscription must be locked by this transaction.
 */
export async function recordRenewal(
  tx: Transaction,
  options: {
    subscription: { id: string; customerId: string; version: number; provider: string; currency: string }
    bill: ProviderSubscription['bills'][number]
    now: Temporal.Instant
  },
): Promise<{ purchaseId: string } | null> {
  const { subscription, now } = options
  const { orderId, amountMinor, bill } = options.bill
  const { provider } = subscription
  const known = await findReference(tx, { provider, kind: 'order', externalId: orderId })
  if (known) return { purchaseId: known.subjectId }
  if (bill.reason !== 'renewal' || bill.status === 'draft' || bill.status === 'void') return null
  return insertRenewal(tx, {
    subscription,
    orderId,
    amountMinor,
    lines: await linesOf(tx, options),
    bill: { balanceMinor: bill.balanceAppliedMinor, payUrl: bill.payUrl },
    // A bill is open until the provider closes it.
    expiresAt: now,
    now,
  })
}

/** What renews: the regular lines of the bill, with our plan or add-on behind their prices. */
async function linesOf(tx: Transaction, options: Parameters<typeof recordRenewal>[1]) {
  const { provider } = options.subscription
  const regular = options.bill.bill.lines.filter((line) => !line.isProration && line.quantity > 0)
  const externalIds = regular.flatMap((line) => line.priceId ?? [])
  const references = await tx.providerReference.findMany({
    where: { provider, kind: 'price', externalId: { in: externalIds } },
  })
  const prices = await tx.price.findMany({
    where: { id: { in: references.map((reference) => reference.subjectId) } },
    include: { plan: { select: { name: true } }, addon: { select: { name: true } } },
  })
  return regular.flatMap((line, position) => {
    const reference = references.find((found) => found.externalId === line.priceId)
    const price = prices.find((found) => found.id === reference?.subjectId)
    if (!price) return []
    const name = price.addon
      ? `${line.quantity} × ${price.addon.name}`
      : (price.plan?.name ?? line.description)
    return [
      {
        position,
        action: 'renew' as const,
        planId: price.planId,
        addonId: price.addonId,
        description: name,
        quantity: line.quantity,
        unitAmountMinor: line.unitAmountMinor,
        amountMinor: line.amountMinor,
        billedDays: 0,
        periodDays: 0,
        intervalMonths: price.intervalMonths,
        periodStartsAt: toDate(line.startsAt),
        startsAt: toDate(line.startsAt),
        endsAt: toDate(line.endsAt),
      },
    ]
  })
}
