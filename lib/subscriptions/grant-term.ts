import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { loadChain } from './load-chain.ts'
import { scheduleReminder } from './schedule-reminder.ts'
import { scheduleRenewal } from './schedule-renewal.ts'
import { touchSubscription } from './touch-subscription.ts'

/** What a line is for. */
export type LineItem = { planId: string; addonId?: never } | { addonId: string; planId?: never }

/**
 * Adds a paid term to the one line of a plan or an add-on, making the line when it is the first (invariant 6). What
 * renews by itself is held through its grace; of what does not, its owner is reminded before it ends, and what our own
 * job renews is looked at before. The subscription must be locked by this transaction.
 */
export async function grantTerm(
  tx: Transaction,
  term: {
    subscriptionId: string
    customerId: string
    item: LineItem
    quantity: number
    unitAmountMinor: bigint
    currency: string
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    /** Until when it is held when its renewal is late; null: it does not renew by itself. */
    graceEndsAt: Temporal.Instant | null
    periodStartsAt: Temporal.Instant
    purchaseId: string
    quoteLineId: string
    now: Temporal.Instant
  },
): Promise<{ lineId: string }> {
  const { subscriptionId, customerId, item, graceEndsAt } = term
  const at = toDate(term.now)
  const held = await tx.subscriptionLine.findFirst({ where: { subscriptionId, ...item } })
  const endsAt = toDate(term.endsAt)
  const carriesOn = held !== null && (held.endsAt === null || held.endsAt >= toDate(term.startsAt))
  // What staff granted without an end stays without one.
  const lastEnd = carriesOn && (held.endsAt === null || held.endsAt > endsAt) ? held.endsAt : endsAt
  const renewal = { autoRenew: graceEndsAt !== null, nextQuantity: null }
  const paid = { lastPaymentAt: at, updatedAt: at, cancelAtPeriodEnd: false, canceledAt: null, ...renewal }
  const line = held
    ? await tx.subscriptionLine.update({
        where: { id: held.id },
        data: { ...paid, endsAt: lastEnd, ...(carriesOn ? {} : { startedAt: at }) },
      })
    : await tx.subscriptionLine.create({
        data: { subscriptionId, customerId, ...item, startedAt: at, endsAt, createdAt: at, ...paid },
      })
  const grace = { graceEndsAt: graceEndsAt && toDate(graceEndsAt) }
  // More of it takes a cancellation back: all of it renews again.
  await tx.term.updateMany({ where: { lineId: line.id, endsAt, withdrawnAt: null }, data: grace })
  const chain = await loadChain(tx, term.purchaseId)
  const { id: termId } = await tx.term.create({
    data: {
      ...chain,
      lineId: line.id,
      customerId,
      quantity: term.quantity,
      startsAt: toDate(term.startsAt),
      endsAt,
      ...grace,
      periodStartsAt: toDate(term.periodStartsAt),
      unitAmountMinor: term.unitAmountMinor,
      currency: term.currency,
      source: 'paid',
      purchaseId: term.purchaseId,
      quoteLineId: term.quoteLineId,
      createdAt: at,
    },
  })
  await touchSubscription(tx, { subscriptionId, now: term.now })
  if (graceEndsAt === null)
    await scheduleReminder(tx, { lineId: line.id, endsAt: term.endsAt, now: term.now })
  if (chain.autoRenew) await scheduleRenewal(tx, { ...term, termId })
  return { lineId: line.id }
}
