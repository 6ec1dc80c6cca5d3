import { describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { createAccessToken } from './create-access-token.ts'
import { principalOf } from './principal-of.ts'
import { revokeAccessToken } from './revoke-access-token.ts'
import { sessionCookieName } from './session-cookie.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'
import { buildUser, sessionCookie } from './testing/build-user.ts'

const asking = (headers: Record<string, string>) =>
  principalOf(new Request('http://localhost:3000/api/tokens', { headers }))
const byToken = (token: string) => asking({ authorization: `Bearer ${token}` })

describe('E.5 a bearer token has the rights of its user', () => {
  test('names user, customer and membership', async () => {
    const user = await buildUser()
    expect(await byToken(user.token)).toMatchObject({
      userId: user.userId,
      customerId: user.customerId,
      role: 'customer',
      memberRole: 'owner',
      via: 'token',
    })
  })

  test('is only kept as a keyed hash', async () => {
    const user = await buildUser()
    const rows = await database().accessToken.findMany({ where: { userId: user.userId } })
    expect(JSON.stringify(rows)).not.toContain(user.token)
    expect(rows[0]?.prefix).toBe(user.token.slice(0, 10))
  })

  test('opens nothing once it is revoked, and for its owner only', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    const { id } = await database().accessToken.findFirstOrThrow({ where: { userId: user.userId } })
    const now = realNow()
    await expect(revokeAccessToken(database(), { id, ...other, now })).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(await byToken(user.token)).not.toBeNull()
    await revokeAccessToken(database(), { id, ...user, now })
    await revokeAccessToken(database(), { id, ...user, now })
    expect(await byToken(user.token)).toBeNull()
  })

  test('opens nothing once it has expired, in real time', async () => {
    const { userId, customerId } = await buildUser()
    const now = realNow()
    const expiresAt = now.add({ hours: 1 })
    const { token, view } = await createAccessToken(database(), {
      userId,
      customerId,
      name: 'x',
      expiresAt,
      now,
    })
    expect(await byToken(token)).not.toBeNull()
    await database().accessToken.update({ where: { id: view.id }, data: { expiresAt: new Date(0) } })
    expect(await byToken(token)).toBeNull()
  })

  test('opens nothing once its user has left the customer', async () => {
    const user = await buildUser()
    await database().member.deleteMany({ where: { userId: user.userId } })
    expect(await byToken(user.token)).toBeNull()
    expect(await asking({ cookie: user.cookie })).toBeNull()
  })

  test('cannot be made for a customer one does not belong to', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    const wish = {
      userId: user.userId,
      customerId: other.customerId,
      name: 'x',
      expiresAt: null,
      now: realNow(),
    }
    await expect(createAccessToken(database(), wish)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test.each(['Bearer', 'Bearer x', 'Basic dTpw', `Bearer tk_${'a'.repeat(43)}`, 'Bearer tk_\u00e9', ''])(
    'is not believed as "%s", and no session stands in for it',
    async (authorization) => {
      const { cookie } = await buildUser()
      expect(await asking({ cookie, authorization })).toBeNull()
    },
  )
})

describe('E.1 a session names the caller, the database says what they may', () => {
  test('is read from one cookie, and from numbered chunks in any order', async () => {
    const { userId, customerId, cookie } = await buildUser()
    const expected = { userId, customerId, via: 'session' }
    expect(await asking({ cookie: `a=b; ${cookie}; c=d` })).toMatchObject(expected)
    const [name, value = ''] = cookie.split('=')
    const parts = [value.slice(0, 60), value.slice(60, 90), value.slice(90)]
    const chunks = parts.map((part, index) => `${name}.${index}=${part}`).reverse()
    expect(await asking({ cookie: chunks.join('; ') })).toMatchObject(expected)
  })

  test('ends everywhere at once', async () => {
    const user = await buildUser()
    await signOutEverywhere(database(), { userId: user.userId, now: realNow() })
    expect(await asking({ cookie: user.cookie })).toBeNull()
    const next = await sessionCookie({ userId: user.userId, customerId: user.customerId, sessionVersion: 2 })
    expect(await asking({ cookie: next })).not.toBeNull()
  })

  test('is not believed when it is expired, of another secret, or not one at all', async () => {
    const { userId, customerId, cookie } = await buildUser()
    const claims = { userId, customerId, sessionVersion: 1 }
    expect(await asking({ cookie: await sessionCookie(claims, -60) })).toBeNull()
    expect(await asking({ cookie: `${cookie.slice(0, -4)}AAAA` })).toBeNull()
    expect(await asking({ cookie: `${sessionCookieName()}=nonsense` })).toBeNull()
    expect(await asking({ cookie: await sessionCookie({ ...claims, userId: 'x' }) })).toBeNull()
    expect(await asking({})).toBeNull()
  })

  test('does not reach a customer the user is no member of, and staff need none', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    const foreign = await sessionCookie({
      userId: user.userId,
      customerId: other.customerId,
      sessionVersion: 1,
    })
    expect(await asking({ cookie: foreign })).toBeNull()
    const admin = await buildUser({ role: 'admin', withoutCustomer: true })
    expect(await asking({ cookie: admin.cookie })).toMatchObject({
      role: 'admin',
      customerId: null,
      memberRole: null,
    })
  })
})
