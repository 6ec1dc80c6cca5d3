import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { POST as sendLink } from '#app/api/sign-in/link/route.ts'
import { POST as signOut } from '#app/api/sign-out-everywhere/route.ts'
import { DELETE as revoke } from '#app/api/tokens/[id]/route.ts'
import { POST as create, GET as list } from '#app/api/tokens/route.ts'
import { database } from '#lib/db/client.ts'
import { call } from '#lib/http/testing/call.ts'
import { accessTokenView, createdTokenView } from './schemas.ts'
import { type BuiltUser, buildUser } from './testing/build-user.ts'

const make = (user: BuiltUser, body: unknown, key = randomUUID()) =>
  call(create, { method: 'POST', token: user.token, body, headers: { 'idempotency-key': key } })
const tokensOf = async (user: BuiltUser) =>
  accessTokenView.array().parse((await call(list, { token: user.token })).body)

describe('E.5 tokens over HTTP', () => {
  test('a token is shown once, works at once, is listed, and ends when it is deleted', async () => {
    const user = await buildUser()
    const key = randomUUID()
    const made = createdTokenView.parse((await make(user, { name: 'CI' }, key)).body)
    const repeated = createdTokenView.parse((await make(user, { name: 'CI' }, key)).body)
    expect([made.token?.slice(0, 3), repeated.token, repeated.id]).toEqual(['tk_', null, made.id])
    expect((await tokensOf(user)).map((token) => token.name)).toEqual(['CI', 'test'])
    const asCi = { ...user, token: made.token ?? '' }
    expect(await tokensOf(asCi)).toHaveLength(2)
    const gone = await call(revoke, { method: 'DELETE', token: user.token, params: { id: made.id } })
    expect(gone.status).toBe(204)
    expect((await call(list, { token: asCi.token })).status).toBe(401)
    expect(await tokensOf(user)).toHaveLength(1)
    const entries = await database().auditEntry.findMany({ where: { subject: `token:${made.id}` } })
    expect(entries.map(({ actor, action }) => [actor, action])).toEqual([
      [`user:${user.userId}`, 'token.created'],
      [`user:${user.userId}`, 'token.revoked'],
    ])
    expect(JSON.stringify(entries)).not.toContain(made.token)
  })

  test("another user's token is not there", async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    const [token] = await tokensOf(user)
    const answer = await call(revoke, { method: 'DELETE', token: other.token, params: { id: token?.id } })
    expect(answer.status).toBe(404)
    expect(await tokensOf(user)).toHaveLength(1)
  })

  test.each([
    [{ name: '' }, 422],
    [{ name: ' ' }, 422],
    [{ name: 'x', expiresAt: 'tomorrow' }, 422],
    [{ name: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 422],
    [{ name: 'x', expiresAt: '9999-12-31T23:59:59Z' }, 201],
    [{ name: 'x', userId: randomUUID() }, 422],
  ])('%j answers %i', async (body, status) => {
    expect((await make(await buildUser(), body)).status).toBe(status)
  })
})

describe('E.1 over HTTP', () => {
  test('the answer to a link is the same for anybody, and so is the sixth', async () => {
    const { email } = await buildUser()
    const ask = (address: string) => call(sendLink, { method: 'POST', body: { email: address } })
    const answers = [await ask(email), await ask('nobody@test.test')]
    for (let attempt = 0; attempt < 6; attempt += 1) answers.push(await ask(email))
    expect(new Set(answers.map((answer) => `${answer.status} ${JSON.stringify(answer.body)}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(202)
    await expect.poll(() => database().outboundMessage.count({ where: { recipient: email } })).toBe(5)
    expect(await database().outboundMessage.count({ where: { recipient: 'nobody@test.test' } })).toBe(0)
  })

  test('signing out everywhere ends this session too', async () => {
    const user = await buildUser()
    const headers = { cookie: user.cookie, origin: 'http://localhost:3000' }
    expect((await call(signOut, { method: 'POST', headers })).status).toBe(204)
    expect((await call(signOut, { method: 'POST', headers })).status).toBe(401)
  })
})
