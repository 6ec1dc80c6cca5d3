import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/** Says that what is held has changed: quotes made before it are stale. */
export async function touchSubscription(
  tx: Transaction,
  options: { subscriptionId: string; now: Temporal.Instant },
): Promise<void> {
  await tx.subscription.update({
    where: { id: options.subscriptionId },
    data: { version: { increment: 1 }, updatedAt: toDate(options.now) },
  })
}
