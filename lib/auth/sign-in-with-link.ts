import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { keyedHash } from './keyed-hash.ts'
import { admitAnonymousAttempt } from './limit-attempts.ts'
import type { SessionClaims } from './session-claims.ts'
import { findSessionUser } from './session-user.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

const credentials = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

/** Who the link signs in, once; null when it is used, over or not one of ours. Throws `TooManyAttempts`. */
export async function signInWithLink(input: unknown): Promise<SessionClaims | null> {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) return null
  if (!(await admitAnonymousAttempt())) throw new TooManyAttempts()
  const now = realNow().toString()
  // One statement takes it: of two at the same moment only one finds it unused.
  const [taken] = await database().$queryRaw<{ user_id: string }[]>`
    UPDATE sign_in_links SET used_at = ${now}::timestamptz
    WHERE hash = ${keyedHash(parsed.data.token)} AND used_at IS NULL AND expires_at > ${now}::timestamptz
    RETURNING user_id`
  const user = taken ? await findSessionUser({ id: taken.user_id }) : null
  if (!user) return null
  const { userId, customerId, sessionVersion } = user
  return { userId, customerId, sessionVersion }
}
