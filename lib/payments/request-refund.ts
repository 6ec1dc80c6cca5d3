import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'

/**
 * Writes down that money goes back, before anyone is asked to send it. A worker asks the provider, at once or at
 * `dueAt`, under the refund's id, so that asking twice sends it once.
 */
export async function requestRefund(
  tx: Transaction,
  options: {
    paymentId: string
    customerId: string
    amountMinor: bigint
    currency: string
    reason: string
    dueAt?: Temporal.Instant
    now: Temporal.Instant
  },
): Promise<{ refundId: string }> {
  const { now, dueAt = now, ...refund } = options
  const at = toDate(now)
  const created = await tx.refund.create({ data: { ...refund, createdAt: at, updatedAt: at } })
  await scheduleWork(tx, { kind: 'execute-refund', subject: created.id, dueAt, now })
  return { refundId: created.id }
}
