import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'

/** No more text messages to this user, also none that waits to be sent. Again changes nothing. */
export async function removePhone(
  tx: Transaction,
  options: { userId: string; customerId: string; requestId: string; now: Temporal.Instant },
): Promise<void> {
  const { userId, customerId, requestId, now } = options
  await tx.phoneCode.deleteMany({ where: { userId } })
  const { count } = await tx.phone.deleteMany({ where: { userId } })
  if (count === 0) return
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'phone.removed',
    subject: `user:${userId}`,
    customerId,
    requestId,
    now,
  })
}
