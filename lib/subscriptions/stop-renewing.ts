import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { endGrace } from './end-grace.ts'
import { REMINDER } from './schedule-reminder.ts'

/**
 * What is held does not renew by itself any more: it ends with what is paid for, and its owners are reminded before.
 * The subscription must be locked by this transaction.
 */
export async function stopRenewing(
  tx: Transaction,
  { lineId, now }: { lineId: string; now: Temporal.Instant },
): Promise<void> {
  const { endsAt } = await tx.subscriptionLine.update({
    where: { id: lineId },
    data: { autoRenew: false, updatedAt: toDate(now) },
  })
  await endGrace(tx, { lineId, now })
  // What has ended already was told of when its charge failed.
  if (endsAt === null || !isBefore(now, toInstant(endsAt))) return
  const dueAt = toInstant(endsAt).subtract(REMINDER)
  await scheduleWork(tx, { kind: 'remind-line', subject: lineId, dueAt, now })
}
