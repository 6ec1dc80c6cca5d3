import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'

/** Three days before the end, a person still has time to act. */
export const REMINDER = { hours: 72 }

/**
 * Has owners told before what is paid in advance ends. Packs of an API key end one by one: whoever watches the key
 * speaks of each (S2.10).
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
  const work =
    addonId && subscription.apiKeyId
      ? ({ kind: 'watch-key', subject: subscription.apiKeyId } as const)
      : ({ kind: 'remind-line', subject: lineId } as const)
  await scheduleWork(tx, { ...work, dueAt, now })
}
