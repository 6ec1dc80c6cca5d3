import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { touchSubscription } from './touch-subscription.ts'

/** Three days before the end, a person still has time to act. */
export const REMINDER = { hours: 72 }

/**
 * Adds a paid term to the one line of an add-on, making the line when it is the first (invariant 6), and sees to the
 * reminder before its end. The subscription must be locked by this transaction.
 */
export async function grantTerm(
  tx: Transaction,
  term: {
    subscriptionId: string
    customerId: string
    addonId: string
    quantity: number
    unitAmountMinor: bigint
    currency: string
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    periodStartsAt: Temporal.Instant
    purchaseId: string
    quoteLineId: string
    now: Temporal.Instant
  },
): Promise<{ lineId: string }> {
  const at = toDate(term.now)
  const where = { subscriptionId_addonId: { subscriptionId: term.subscriptionId, addonId: term.addonId } }
  const held = await tx.subscriptionLine.findUnique({ where })
  const endsAt = toDate(term.endsAt)
  const carriesOn = held !== null && (held.endsAt === null || held.endsAt > at)
  // What staff granted without an end stays without one.
  const lastEnd = carriesOn && (held.endsAt === null || held.endsAt > endsAt) ? held.endsAt : endsAt
  const line = await tx.subscriptionLine.upsert({
    where,
    create: {
      subscriptionId: term.subscriptionId,
      customerId: term.customerId,
      addonId: term.addonId,
      startedAt: at,
      endsAt,
      lastPaymentAt: at,
      createdAt: at,
      updatedAt: at,
    },
    update: {
      endsAt: lastEnd,
      ...(carriesOn ? {} : { startedAt: at }),
      lastPaymentAt: at,
      cancelAtPeriodEnd: false,
      canceledAt: null,
      updatedAt: at,
    },
  })
  await tx.term.create({
    data: {
      lineId: line.id,
      customerId: term.customerId,
      quantity: term.quantity,
      startsAt: toDate(term.startsAt),
      endsAt,
      periodStartsAt: toDate(term.periodStartsAt),
      unitAmountMinor: term.unitAmountMinor,
      currency: term.currency,
      source: 'paid',
      purchaseId: term.purchaseId,
      quoteLineId: term.quoteLineId,
      createdAt: at,
    },
  })
  await touchSubscription(tx, { subscriptionId: term.subscriptionId, now: term.now })
  const dueAt = term.endsAt.subtract(REMINDER)
  await scheduleWork(tx, { kind: 'remind-line', subject: line.id, dueAt, now: term.now })
  return { lineId: line.id }
}
