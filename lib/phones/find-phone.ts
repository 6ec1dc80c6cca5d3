import type { CustomerPrincipal } from '#lib/auth/principal.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { config } from '#lib/server/config.ts'
import { CODE_TRIES, type PhoneView } from './schemas.ts'

/** The caller's number, and the one they are about to confirm. */
export async function findPhone(
  db: DatabaseOrTransaction,
  { userId, memberRole }: CustomerPrincipal,
): Promise<PhoneView> {
  const phone = await db.phone.findUnique({ where: { userId } })
  const code = await db.phoneCode.findUnique({
    where: { userId, tries: { lt: CODE_TRIES }, expiresAt: { gt: toDate(realNow()) } },
  })
  return {
    offered: config().sms !== null && memberRole === 'owner',
    number: phone?.number ?? null,
    waiting: code && { number: code.number, expiresAt: code.expiresAt.toISOString() },
  }
}
