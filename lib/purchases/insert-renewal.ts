import { toDate } from '#lib/calendar/instants.ts'
import type { Period } from '#lib/calendar/periods.ts'
import type { Transaction } from '#lib/db/client.ts'
import { addReference } from '#lib/payments/references.ts'

/** What renews, for how much, and when it is held. */
export type RenewedLine = {
  position: number
  action: 'renew'
  planId: string | null
  addonId: string | null
  description: string
  quantity: number
  unitAmountMinor: bigint
  amountMinor: bigint
  billedDays: number
  periodDays: number
  intervalMonths: number
  periodStartsAt: Date
  startsAt: Date
  endsAt: Date
}

/**
 * Writes a renewal as a purchase that nobody clicked, with its quote: one that a provider charges by itself, under the
 * id of its bill, or one that we charge to what is saved.
 */
export async function insertRenewal(
  tx: Transaction,
  renewal: {
    subscription: { id: string; customerId: string; version: number; provider: string; currency: string }
    /** Null: it is charged by us, and asked for afterwards. */
    orderId: string | null
    /** The term it carries on, where it is charged by us. */
    renewsTermId?: string
    amountMinor: bigint
    lines: RenewedLine[]
    /** What the provider does about it besides charging; null where it only charges. */
    bill: { balanceMinor: bigint; payUrl: string | null } | null
    /** The period it is for, where it is known before it is paid. */
    period?: Period
    /** Nobody wants it any more: money that comes for it goes back. */
    unwanted?: string | null
    expiresAt: Temporal.Instant
    now: Temporal.Instant
  },
): Promise<{ purchaseId: string }> {
  const { subscription, orderId, amountMinor, period, renewsTermId = null, now } = renewal
  const { provider, customerId, currency } = subscription
  const { balanceMinor, payUrl } = renewal.bill ?? { balanceMinor: 0n, payUrl: null }
  const at = toDate(now)
  const due = amountMinor > 0n ? amountMinor : 0n
  const quote = await tx.quote.create({
    data: {
      customerId,
      subscriptionId: subscription.id,
      subscriptionVersion: subscription.version,
      currency,
      totalMinor: amountMinor,
      balanceMinor,
      dueNowMinor: due - balanceMinor,
      prorationAt: null,
      violations: [],
      autoRenew: renewsTermId !== null,
      createdAt: at,
      expiresAt: at,
      lines: { create: renewal.lines },
    },
  })
  const purchase = await tx.purchase.create({
    data: {
      quoteId: quote.id,
      customerId,
      subscriptionId: subscription.id,
      provider,
      amountMinor,
      balanceMinor,
      currency,
      chargesSaved: renewsTermId !== null,
      renewsTermId,
      payUrl,
      ...(period ? { periodStartsAt: toDate(period.start), periodEndsAt: toDate(period.end) } : {}),
      ...(renewal.unwanted ? { status: 'canceled', reason: renewal.unwanted, closedAt: at } : {}),
      createdAt: at,
      expiresAt: toDate(renewal.expiresAt),
      updatedAt: at,
    },
  })
  if (orderId === null) return { purchaseId: purchase.id }
  const reference = { provider, kind: 'order', externalId: orderId } as const
  await addReference(tx, { ...reference, subject: 'purchase', subjectId: purchase.id, customerId, now })
  return { purchaseId: purchase.id }
}
