import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { touchSubscription } from './touch-subscription.ts'

/**
 * Grants a plan or add-on without payment: what staff give, and what demo accounts start with. It shows the price it
 * would have. The subscription must be locked by this transaction, or be one nobody else knows yet.
 */
export async function grantComp(
  tx: Transaction,
  grant: {
    subscriptionId: string
    customerId: string
    item: { planId: string } | { addonId: string }
    quantity: number
    unitAmountMinor: bigint
    currency: string
    startsAt: Temporal.Instant
    /** Null: until it is taken back. */
    endsAt: Temporal.Instant | null
    now: Temporal.Instant
  },
): Promise<{ lineId: string }> {
  const { subscriptionId, customerId, item } = grant
  const at = toDate(grant.now)
  const startsAt = toDate(grant.startsAt)
  const endsAt = grant.endsAt && toDate(grant.endsAt)
  const held = await tx.subscriptionLine.findFirst({ where: { subscriptionId, ...item } })
  // Null is later than any end.
  const ends = held && (held.endsAt === null || (endsAt && held.endsAt > endsAt)) ? held.endsAt : endsAt
  const line = held
    ? await tx.subscriptionLine.update({ where: { id: held.id }, data: { endsAt: ends, updatedAt: at } })
    : await tx.subscriptionLine.create({
        data: {
          subscriptionId,
          customerId,
          ...item,
          startedAt: startsAt,
          endsAt,
          createdAt: at,
          updatedAt: at,
        },
      })
  await tx.term.create({
    data: {
      lineId: line.id,
      customerId,
      quantity: grant.quantity,
      startsAt,
      endsAt,
      unitAmountMinor: grant.unitAmountMinor,
      currency: grant.currency,
      source: 'comp',
      createdAt: at,
    },
  })
  await touchSubscription(tx, { subscriptionId, now: grant.now })
  return { lineId: line.id }
}
