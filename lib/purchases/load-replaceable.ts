import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/**
 * The buyer's own open purchases of any of these add-ons, or of a plan. A new one takes their place, so that a closed checkout
 * locks nobody out (invariant 6): they do not count against it.
 */
export async function loadReplaceable(
  tx: Transaction,
  options: {
    subscriptionId: string
    userId: string
    addonIds: string[]
    wantsPlan: boolean
    now: Temporal.Instant
  },
) {
  return tx.purchase.findMany({
    where: {
      subscriptionId: options.subscriptionId,
      userId: options.userId,
      status: 'pending',
      expiresAt: { gt: toDate(options.now) },
      quote: {
        lines: {
          some: {
            OR: [
              { addonId: { in: options.addonIds } },
              ...(options.wantsPlan ? [{ planId: { not: null } }] : []),
            ],
          },
        },
      },
    },
    include: { quote: { include: { lines: { orderBy: { position: 'asc' } } } } },
  })
}
