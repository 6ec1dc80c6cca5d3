import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** Ends a token of the user's; ending it again changes nothing. Throws `not_found` for anybody else's. */
export async function revokeAccessToken(
  db: DatabaseOrTransaction,
  options: { id: string; userId: string; customerId: string | null; now: Temporal.Instant },
): Promise<void> {
  const { id, userId, customerId, now } = options
  const found = await db.accessToken.findFirst({ where: { id, userId, customerId } })
  if (!found)
    throw new DomainError({ kind: 'not_found', code: 'not_found', detail: 'There is no such token.' })
  const { count } = await db.accessToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: toDate(now) },
  })
  if (count === 0) return
  await recordAudit(db, {
    actor: `user:${userId}`,
    action: 'token.revoked',
    subject: `token:${id}`,
    customerId: customerId ?? undefined,
    now,
  })
}
