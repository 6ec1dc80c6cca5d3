import { randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { config } from '#lib/server/config.ts'
import { createAccessToken } from '../create-access-token.ts'
import { createUser } from '../create-user.ts'
import { hashPassword } from '../password.ts'
import { sessionCookieName } from '../session-cookie.ts'

export type BuiltUser = {
  userId: string
  customerId: string | null
  email: string
  token: string
  cookie: string
}

/** A fresh user with a customer of their own, a bearer token and a session, for a test. */
export async function buildUser(
  options: { role?: 'customer' | 'admin'; password?: string; withoutCustomer?: boolean } = {},
): Promise<BuiltUser> {
  const now = realNow()
  const name = `user-${randomBytes(6).toString('hex')}`
  const email = `${name}@test.test`
  const at = toDate(now)
  const passwordHash = options.password === undefined ? null : await hashPassword(options.password)
  const customerId = options.withoutCustomer
    ? null
    : (
        await database().customer.create({
          data: { externalId: name, name, email, createdAt: at, updatedAt: at },
        })
      ).id
  const { userId } = await transaction((tx) =>
    createUser(tx, {
      email,
      name,
      passwordHash,
      role: options.role ?? 'customer',
      membership: customerId === null ? null : { customerId, role: 'owner' },
      now,
    }),
  )
  const { token } = await createAccessToken(database(), {
    userId,
    customerId,
    name: 'test',
    expiresAt: null,
    now,
  })
  return {
    userId,
    customerId,
    email,
    token,
    cookie: await sessionCookie({ userId, customerId, sessionVersion: 1 }),
  }
}

/** The cookie next-auth would set for these claims. */
export async function sessionCookie(claims: Record<string, unknown>, maxAge = 3600): Promise<string> {
  const token = await encode({ token: claims, secret: config().authSecret, maxAge })
  return `${sessionCookieName()}=${token}`
}
