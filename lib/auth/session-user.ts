import { database } from '#lib/db/client.ts'
import type { SessionClaims } from './session-claims.ts'

/** What a session starts from: the user, and the customer they joined first. */
export type SessionUser = SessionClaims & { passwordHash: string | null }

export async function findSessionUser(by: { email: string } | { id: string }): Promise<SessionUser | null> {
  const user = await database().user.findUnique({
    where: by,
    select: {
      id: true,
      sessionVersion: true,
      passwordHash: true,
      members: {
        select: { customerId: true },
        orderBy: [{ createdAt: 'asc' }, { customerId: 'asc' }],
        take: 1,
      },
    },
  })
  if (!user) return null
  return {
    userId: user.id,
    customerId: user.members[0]?.customerId ?? null,
    sessionVersion: user.sessionVersion,
    passwordHash: user.passwordHash,
  }
}
