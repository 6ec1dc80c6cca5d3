import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'

/**
 * Says that what is held has changed: quotes made before it are stale, and what its approvals are charged next has to
 * be looked at.
 */
export async function touchSubscription(
  tx: Transaction,
  options: { subscriptionId: string; now: Temporal.Instant },
): Promise<void> {
  await tx.subscription.update({
    where: { id: options.subscriptionId },
    data: { version: { increment: 1 }, updatedAt: toDate(options.now) },
  })
  const { subscriptionId, now } = options
  const mandates = await tx.billingAgreement.count({
    where: { subscriptionId, lineId: { not: null }, status: { not: 'canceled' } },
  })
  if (mandates > 0) {
    await scheduleWork(tx, { kind: 'prepare-renewal', subject: subscriptionId, dueAt: now, now })
  }
}
