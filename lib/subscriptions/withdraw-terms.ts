import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { touchSubscription } from './touch-subscription.ts'

/** Which terms: those a purchase paid for, all of a line, or these. */
type Which = { purchaseId: string } | { lineId: string } | { termIds: string[] }
export type WithdrawalReason = 'refunded' | 'canceled' | 'reduced' | 'replaced'

/**
 * Ends terms before their time: from `now` on they do not count, nor do those that would have begun later. The
 * subscription must be locked by this transaction.
 */
export async function withdrawTerms(
  tx: Transaction,
  options: Which & { reason: WithdrawalReason; now: Temporal.Instant },
): Promise<void> {
  const at = toDate(options.now)
  const terms = await tx.term.findMany({
    where: {
      ...which(options),
      withdrawnAt: null,
      OR: [{ endsAt: null }, { endsAt: { gt: at } }, { graceEndsAt: { gt: at } }],
    },
    include: { line: { select: { subscriptionId: true } } },
  })
  await tx.term.updateMany({
    where: { id: { in: terms.map((term) => term.id) } },
    data: { withdrawnAt: at, withdrawnReason: options.reason },
  })
  const lineIds = new Set(terms.map((term) => term.lineId))
  for (const lineId of lineIds) await refreshLineEnd(tx, { lineId, now: options.now })
  for (const subscriptionId of new Set(terms.map((term) => term.line.subscriptionId))) {
    await touchSubscription(tx, { subscriptionId, now: options.now })
  }
}

function which(options: Which) {
  if ('termIds' in options) return { id: { in: options.termIds } }
  return 'lineId' in options ? { lineId: options.lineId } : { purchaseId: options.purchaseId }
}

/** The line ends when the last of its remaining terms does; with none left, now. */
async function refreshLineEnd(tx: Transaction, options: { lineId: string; now: Temporal.Instant }) {
  const remaining = await tx.term.findMany({ where: { lineId: options.lineId, withdrawnAt: null } })
  const openEnded = remaining.some((term) => term.endsAt === null)
  const ends = remaining.flatMap((term) => (term.endsAt ? [toInstant(term.endsAt)] : []))
  const last = ends.reduce<Temporal.Instant>(
    (found, end) => (Temporal.Instant.compare(end, found) > 0 ? end : found),
    options.now,
  )
  await tx.subscriptionLine.update({
    where: { id: options.lineId },
    data: { endsAt: openEnded ? null : toDate(last), updatedAt: toDate(options.now) },
  })
}
