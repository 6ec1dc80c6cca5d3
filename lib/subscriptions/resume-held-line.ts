import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { REMINDER } from './schedule-reminder.ts'
import { touchSubscription } from './touch-subscription.ts'

/**
 * A line goes on as it is when its period ends: what renews is held through its grace again and the provider told so,
 * of what does not its owner is reminded. The subscription must be locked by this transaction.
 */
export async function resumeHeldLine(
  tx: Transaction,
  options: { lineId: string; now: Temporal.Instant },
): Promise<void> {
  const { lineId, now } = options
  const { endsAt, autoRenew, subscriptionId, subscription } = await tx.subscriptionLine.update({
    where: { id: lineId },
    data: { cancelAtPeriodEnd: false, canceledAt: null, nextQuantity: null, updatedAt: toDate(now) },
    include: { subscription: { include: { family: { select: { graceDays: true } } } } },
  })
  if (endsAt === null) return
  if (!autoRenew) {
    // Its reminder may have come due, and kept silent, while it was canceled.
    const dueAt = toInstant(endsAt).subtract(REMINDER)
    await scheduleWork(tx, { kind: 'remind-line', subject: lineId, dueAt, now })
    return
  }
  const graceEndsAt = toDate(toInstant(endsAt).add({ hours: 24 * subscription.family.graceDays }))
  await tx.term.updateMany({ where: { lineId, endsAt, withdrawnAt: null }, data: { graceEndsAt } })
  await touchSubscription(tx, { subscriptionId, now })
  await scheduleWork(tx, { kind: 'prepare-renewal', subject: subscriptionId, dueAt: now, now })
}
