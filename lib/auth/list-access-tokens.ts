import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import type { AccessToken } from '#prisma/generated/client.ts'
import type { AccessTokenView } from './schemas.ts'

/** The user's tokens for this customer that still work, newest first. Answers one more than `limit` when there are. */
export async function listAccessTokens(options: {
  userId: string
  customerId: string | null
  now: Temporal.Instant
  offset: number
  limit: number
}): Promise<AccessTokenView[]> {
  const { userId, customerId, now } = options
  const tokens = await database().accessToken.findMany({
    where: {
      userId,
      customerId,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(now) } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: options.offset,
    take: options.limit,
  })
  return tokens.map(describeToken)
}

/** A token without its hash. */
export function describeToken(token: AccessToken): AccessTokenView {
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  }
}
