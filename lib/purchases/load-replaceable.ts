import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/**
 * The buyer's own open purchases of any of these add-ons. A new one takes their place, so that a closed checkout
 * locks nobody out (invariant 6): they do not count against it.
 */
export async function loadReplaceable(
  tx: Transaction,
  options: { subscriptionId: string; userId: string; addonIds: string[]; now: Temporal.Instant },
) {
  return tx.purchase.findMany({
    where: {
      subscriptionId: options.subscriptionId,
      userId: options.userId,
      status: 'pending',
      expiresAt: { gt: toDate(options.now) },
      quote: { lines: { some: { addonId: { in: options.addonIds } } } },
    },
    include: { quote: { include: { lines: { orderBy: { position: 'asc' } } } } },
  })
}
