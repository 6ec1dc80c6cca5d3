import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** Ends every session of the user at once, on every device. Bearer tokens are revoked one by one, not here. */
export async function signOutEverywhere(
  db: DatabaseOrTransaction,
  options: { userId: string; now: Temporal.Instant },
): Promise<void> {
  const { userId, now } = options
  await db.user.update({
    where: { id: userId },
    data: { sessionVersion: { increment: 1 }, updatedAt: toDate(now) },
  })
  const user = `user:${userId}`
  await recordAudit(db, { actor: user, action: 'sessions.ended', subject: user, now })
}
