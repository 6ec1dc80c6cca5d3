import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** Ends every session of the user at once, on every device. Bearer tokens are revoked one by one, not here. */
export async function signOutEverywhere(
  db: DatabaseOrTransaction,
  options: { userId: string; now: Temporal.Instant },
): Promise<void> {
  await db.user.update({
    where: { id: options.userId },
    data: { sessionVersion: { increment: 1 }, updatedAt: toDate(options.now) },
  })
}
