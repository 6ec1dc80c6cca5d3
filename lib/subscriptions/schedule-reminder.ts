import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'

/** Three days before the end, a person still has time to act. */
export const REMINDER = { hours: 72 }

/**
 * Has owners told before what is paid in advance ends, and when it has. Packs of an API key end one by one: that each
 * is about to is told by whoever watches the key (S2.10), and that the last has, here.
 */
export async function scheduleReminder(
  tx: Transaction,
  options: { lineId: string; endsAt: Temporal.Instant; now: Temporal.Instant },
): Promise<void> {
  const { lineId, endsAt, now } = options
  const { addonId, subscription } = await tx.subscriptionLine.findUniqueOrThrow({
    where: { id: lineId },
    select: { addonId: true, subscription: { select: { apiKeyId: true } } },
  })
  const dueAt = endsAt.subtract(REMINDER)
  if (addonId && subscription.apiKeyId) {
    await scheduleWork(tx, { kind: 'watch-key', subject: subscription.apiKeyId, dueAt, now })
  }
  await scheduleWork(tx, { kind: 'remind-line', subject: lineId, dueAt, now })
}
