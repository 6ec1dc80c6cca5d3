import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { touchSubscription } from './touch-subscription.ts'

/** Which terms: of one line or of a whole subscription, all of them or those that ended by an instant. */
type Which = ({ lineId: string } | { subscriptionId: string }) & { endedBy?: Temporal.Instant }

/**
 * Terms that would have been held through their grace end when they are paid up to: their renewal has taken over, or
 * there will be none. The subscription must be locked by this transaction.
 */
export async function endGrace(tx: Transaction, options: Which & { now: Temporal.Instant }): Promise<void> {
  const which =
    'lineId' in options ? { lineId: options.lineId } : { line: { subscriptionId: options.subscriptionId } }
  const ended = options.endedBy ? { endsAt: { lte: toDate(options.endedBy) } } : {}
  const terms = await tx.term.findMany({
    where: { ...which, ...ended, graceEndsAt: { not: null } },
    include: { line: { select: { subscriptionId: true } } },
  })
  await tx.term.updateMany({
    where: { id: { in: terms.map((term) => term.id) } },
    data: { graceEndsAt: null },
  })
  for (const subscriptionId of new Set(terms.map((term) => term.line.subscriptionId))) {
    await touchSubscription(tx, { subscriptionId, now: options.now })
  }
}
