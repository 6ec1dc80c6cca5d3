import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'

/**
 * How many requests a day (UTC) all keys of a customer may use together, whatever each may by itself; null: as many as
 * they may. It counts from the next call on: what was used today without a ceiling is not counted after.
 */
export async function setCeiling(
  tx: Transaction,
  options: {
    customerId: string
    userId: string
    requestsPerDay: number | null
    requestId: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { customerId, requestsPerDay, now } = options
  await tx.$executeRaw`SELECT 1 FROM customers WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`
  const before = await tx.customer.findUniqueOrThrow({ where: { id: customerId } })
  if (before.requestCeiling === requestsPerDay) return
  await tx.customer.update({
    where: { id: customerId },
    data: { requestCeiling: requestsPerDay, updatedAt: toDate(now) },
  })
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: 'api_keys.ceiling_changed',
    subject: `customer:${customerId}`,
    customerId,
    requestId: options.requestId,
    data: { 'requestsPerDay.before': before.requestCeiling, 'requestsPerDay.after': requestsPerDay },
    now,
  })
}
