import { z } from 'zod'
import { admitAttempt, forgetAttempts } from './limit-attempts.ts'
import { verifyPassword } from './password.ts'
import { emailAddress } from './schemas.ts'
import type { SessionClaims } from './session-claims.ts'
import { findSessionUser } from './session-user.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

const credentials = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
})

/**
 * Who signs in, or null when email and password do not belong together. An unknown address takes as long as a known
 * one. Throws `TooManyAttempts`.
 */
export async function signInWithPassword(input: unknown): Promise<SessionClaims | null> {
  const parsed = credentials.safeParse(input)
  if (!parsed.success || !parsed.data.password.isWellFormed()) return null
  const { email, password } = parsed.data
  if (!(await admitAttempt('password', email))) throw new TooManyAttempts()
  const user = await findSessionUser({ email })
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) return null
  await forgetAttempts('password', email)
  const { userId, customerId, sessionVersion } = user
  return { userId, customerId, sessionVersion }
}
