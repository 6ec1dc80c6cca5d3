import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { resumeHeldLine } from './resume-held-line.ts'

/**
 * What is held renews by itself from now on: it is kept through its grace, and a cancellation is taken back. The
 * subscription must be locked by this transaction.
 */
export async function startRenewing(
  tx: Transaction,
  { lineId, now }: { lineId: string; now: Temporal.Instant },
): Promise<void> {
  await tx.subscriptionLine.update({
    where: { id: lineId },
    data: { autoRenew: true, updatedAt: toDate(now) },
  })
  await resumeHeldLine(tx, { lineId, now })
}
