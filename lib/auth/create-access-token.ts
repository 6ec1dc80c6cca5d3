import { randomBytes } from 'node:crypto'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { keyedHash } from './keyed-hash.ts'
import { describeToken } from './list-access-tokens.ts'
import type { AccessTokenView } from './schemas.ts'

/**
 * Makes a bearer token with the rights its user has at the customer. The token itself is only in this answer.
 * Throws `forbidden` when the user is no member of the customer, `invalid` when it would have expired already.
 *
 * @param options.now real time: a moved clock must not end a token
 */
export async function createAccessToken(
  db: DatabaseOrTransaction,
  options: {
    userId: string
    customerId: string | null
    name: string
    expiresAt: Temporal.Instant | null
    now: Temporal.Instant
  },
): Promise<{ token: string; view: AccessTokenView }> {
  const { userId, customerId, name, expiresAt, now } = options
  if (expiresAt && Temporal.Instant.compare(expiresAt, now) <= 0) {
    const detail = 'A token must expire later than now.'
    throw new DomainError({ kind: 'invalid', code: 'expiry_in_the_past', detail, field: 'expiresAt' })
  }
  if (customerId) {
    const member = await db.member.findUnique({ where: { customerId_userId: { customerId, userId } } })
    if (!member) {
      throw new DomainError({
        kind: 'forbidden',
        code: 'not_a_member',
        detail: 'Not a member of this customer.',
      })
    }
  }
  const token = `tk_${randomBytes(32).toString('base64url')}`
  const created = await db.accessToken.create({
    data: {
      userId,
      customerId,
      name,
      prefix: token.slice(0, 10),
      hash: keyedHash(token),
      createdAt: toDate(now),
      expiresAt: expiresAt && toDate(expiresAt),
    },
  })
  await recordAudit(db, {
    actor: `user:${userId}`,
    action: 'token.created',
    subject: `token:${created.id}`,
    customerId: customerId ?? undefined,
    data: { name },
    now,
  })
  return { token, view: describeToken(created) }
}
