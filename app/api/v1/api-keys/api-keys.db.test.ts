import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { GET as overview } from '#app/api/billing/overview/route.ts'
import { POST as quote } from '#app/api/quotes/route.ts'
import { type BuiltUser, buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { apiKeyView, ceilingView, shownApiKeyView } from '#lib/keys/schemas.ts'
import { hashOf, isSecret } from '#lib/keys/secret.ts'
import { decide } from '#lib/metering/decide.ts'
import { quoteResponse } from '#lib/purchases/schemas.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { POST as rotate } from './[id]/rotate/route.ts'
import { PATCH as rename, DELETE as revoke, GET as show } from './[id]/route.ts'
import { GET as ceiling, PUT as setCeiling } from './ceiling/route.ts'
import { POST as create, GET as list } from './route.ts'

await seedCatalog({ seed: smartMl, now: await now() })
await seedCatalog({ seed: forwardApi, now: await now() })

const [ours, theirs] = [await buildUser(), await buildUser()]

const post = (user: BuiltUser, body: unknown, key = randomUUID()) =>
  call(create, { method: 'POST', token: user.token, body, headers: { 'idempotency-key': key } })
async function made(user = ours, body: object = { name: 'Production' }) {
  const answer = await post(user, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  const { key, ...view } = shownApiKeyView.parse(answer.body)
  return { ...view, key: key ?? '' }
}
const listed = async (user: BuiltUser) =>
  apiKeyView.array().parse((await call(list, { token: user.token })).body)
const on = (id: string, rest: object = {}) => ({ token: ours.token, params: { id }, ...rest })
const keyed = () => ({ headers: { 'idempotency-key': randomUUID() } })

describe('S2.2 API keys', () => {
  test('S2.2 a key is shown once, kept as a keyed hash, and on the free tier', async () => {
    const once = randomUUID()
    const first = shownApiKeyView.parse((await post(ours, { name: 'Once' }, once)).body)
    const again = shownApiKeyView.parse((await post(ours, { name: 'Once' }, once)).body)
    expect(isSecret(first.key ?? '')).toBe(true)
    expect([again.key, again.id, first.tier, first.timeZone]).toEqual([null, first.id, 'BASIC', 'UTC'])
    const stored = await database().apiKeySecret.findMany({ where: { apiKeyId: first.id } })
    expect(stored.map(({ hash, prefix }) => [hash, prefix])).toEqual([
      [hashOf(first.key ?? ''), first.key?.slice(0, 9)],
    ])
    const everywhere = JSON.stringify([
      await database().auditEntry.findMany(),
      await database().idempotencyRecord.findMany(),
      await listed(ours),
    ])
    expect(everywhere).not.toContain(first.key)
    expect(await database().subscription.count({ where: { apiKeyId: first.id } })).toBe(1)
  })

  test('S2.2 rotated, both secrets work for the overlap; what is held stays', async () => {
    const key = await made()
    const answer = await call(rotate, on(key.id, { method: 'POST', body: { overlapHours: 2 }, ...keyed() }))
    const { key: fresh, secrets } = shownApiKeyView.parse(answer.body)
    expect(fresh).not.toBe(key.key)
    expect(secrets.map(({ prefix, expiresAt }) => [prefix, expiresAt !== null])).toEqual([
      [fresh?.slice(0, 9), false],
      [key.key.slice(0, 9), true],
    ])
    const ends = Temporal.Instant.from(secrets[1]?.expiresAt ?? '')
    const hours = ends.since(Temporal.Instant.from(secrets[0]?.createdAt ?? '')).total('hours')
    expect(hours).toBeCloseTo(2, 3)
    // Rotated once more without an overlap, only the newest is left.
    const last = await call(rotate, on(key.id, { method: 'POST', body: { overlapHours: 0 }, ...keyed() }))
    expect(shownApiKeyView.parse(last.body).secrets).toHaveLength(1)
    expect(await database().subscription.count({ where: { apiKeyId: key.id } })).toBe(1)
  })

  test('S2.2 rotated by several at once, one secret is the last', async () => {
    const key = await made()
    const sent = () => call(rotate, on(key.id, { method: 'POST', body: {}, ...keyed() }))
    await Promise.all(Array.from({ length: 8 }, sent))
    const open = await database().apiKeySecret.count({ where: { apiKeyId: key.id, expiresAt: null } })
    expect(open).toBe(1)
  })

  test('S2.2 revoked it is gone, and revoking it again changes nothing', async () => {
    const key = await made()
    for (const _ of [1, 2]) {
      expect((await call(revoke, on(key.id, { method: 'DELETE', ...keyed() }))).status).toBe(204)
    }
    expect((await listed(ours)).map(({ id }) => id)).not.toContain(key.id)
    const entries = await database().auditEntry.findMany({ where: { subject: `api_key:${key.id}` } })
    expect(entries.map(({ action }) => action)).toEqual(['api_key.created', 'api_key.revoked'])
    for (const [handler, rest] of [
      [show, {}],
      [rotate, { method: 'POST', body: {}, ...keyed() }],
      [rename, { method: 'PATCH', body: { name: 'x' }, ...keyed() }],
    ] as const) {
      expect((await call(handler, on(key.id, rest))).status).toBe(404)
    }
  })

  test('S2.2 a key of others is not there, nor is what it holds', async () => {
    const { id } = await made(theirs)
    for (const [handler, rest] of [
      [show, {}],
      [rename, { method: 'PATCH', body: { name: 'mine' }, ...keyed() }],
      [rotate, { method: 'POST', body: {}, ...keyed() }],
      [revoke, { method: 'DELETE', ...keyed() }],
    ] as const) {
      expect((await call(handler, on(id, rest))).status).toBe(404)
    }
    const path = `/api/billing/overview?family=forward-api&api_key_id=${id}`
    expect((await call(overview, { token: ours.token, path })).status).toBe(404)
    const body = { family: 'forward-api', api_key_id: id, addons: [{ code: 'ADDON_SMALL', quantity: 1 }] }
    expect((await call(quote, { method: 'POST', token: ours.token, body, ...keyed() })).status).toBe(404)
    expect((await listed(theirs)).map(({ name }) => name)).toEqual(['Production'])
  })

  test('S2.2 renamed, in the audit log with both names', async () => {
    const key = await made()
    const sent = on(key.id, { method: 'PATCH', body: { name: 'Staging' }, ...keyed() })
    expect(apiKeyView.parse((await call(rename, sent)).body).name).toBe('Staging')
    const entry = await database().auditEntry.findFirst({
      where: { subject: `api_key:${key.id}`, action: 'api_key.renamed' },
    })
    expect(entry?.data).toEqual({ 'name.before': 'Production', 'name.after': 'Staging' })
  })

  test.each([
    [{ name: '  ' }, 'name'],
    [{ name: 'x', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ name: 'x', tier: 'ENTERPRISE' }, 'tier'],
  ])('E.4 %j is refused, naming the field', async (body, field) => {
    const answer = await post(ours, body)
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }])
  })

  test('E.4 there are not more than a hundred of them', async () => {
    const many = await buildUser()
    const stamps = { customerId: many.customerId ?? '', createdAt: new Date() }
    await database().apiKey.createMany({
      data: Array.from({ length: 99 }, (_, index) => ({ name: String(index), ...stamps })),
    })
    const both = await Promise.all([post(many, { name: 'a' }), post(many, { name: 'b' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const { id } = (await listed(many))[0] ?? { id: '' }
    await call(revoke, { method: 'DELETE', token: many.token, params: { id }, ...keyed() })
    expect((await post(many, { name: 'c' })).status).toBe(201)
  })
})

describe('S2.2 the ceiling of all keys together', () => {
  const put = (requestsPerDay: unknown) =>
    call(setCeiling, { method: 'PUT', token: ours.token, body: { requestsPerDay }, ...keyed() })

  test('S2.2 holds for every key, from the next call on, and is lifted', async () => {
    const keys = [await made(), await made()]
    const read = async () => ceilingView.parse((await call(ceiling, { token: ours.token })).body)
    expect(await read()).toMatchObject({ requestsPerDay: null, usedToday: 0 })
    expect(await put(3)).toMatchObject({ status: 200, body: { requestsPerDay: 3, usedToday: 0 } })
    const outcomes = async () => {
      const answers = await Promise.all([...keys, ...keys].map(({ key }) => decide(key)))
      return answers.map(({ outcome }) => outcome).toSorted()
    }
    expect(await outcomes()).toEqual(['admitted', 'admitted', 'admitted', 'denied'])
    const { usedToday, resetsAt, asOf } = await read()
    expect(usedToday).toBe(3)
    expect(resetsAt).toMatch(/T00:00:00Z$/)
    expect(Date.parse(resetsAt) - Date.parse(asOf)).toBeLessThanOrEqual(86_400_000)
    // Lower than what was used: nothing is left, and nothing is forgotten.
    expect(await put(2)).toMatchObject({ body: { requestsPerDay: 2, usedToday: 3 } })
    await put(3)
    await put(null)
    expect(await outcomes()).toEqual(Array(4).fill('admitted'))
    const entries = await database().auditEntry.findMany({ where: { action: 'api_keys.ceiling_changed' } })
    expect(entries.map(({ data }) => data)).toContainEqual({
      'requestsPerDay.before': 3,
      'requestsPerDay.after': null,
    })
  })

  test.each([-1, 1.5, '3', undefined])('E.4 %j is refused', async (value) => {
    expect((await put(value)).status).toBe(422)
  })
})

describe('S2.1 what is held belongs to a key', () => {
  const price = async (body: object) => {
    const answer = await call(quote, {
      method: 'POST',
      token: ours.token,
      body: { family: 'forward-api', ...body },
      ...keyed(),
    })
    return { status: answer.status, body: answer.body, quote: quoteResponse.safeParse(answer.body).data }
  }

  test('S2.1 without a key it is refused, and a key buys nothing of other families', async () => {
    const addons = [{ code: 'ADDON_SMALL', quantity: 1 }]
    expect(await price({ addons })).toMatchObject({ status: 422, body: { code: 'api_key_required' } })
    const { id } = await made()
    const other = await price({
      family: 'smart-ml',
      api_key_id: id,
      addons: [{ code: 'extra_storage_10gb', quantity: 1 }],
    })
    expect(other).toMatchObject({ status: 422, body: { code: 'not_held_by_keys' } })
    const path = '/api/billing/overview?family=forward-api'
    expect((await call(overview, { token: ours.token, path })).status).toBe(422)
    // Who never said which family does not mean the one of its keys.
    const own = await call(overview, { token: ours.token, path: '/api/billing/overview' })
    expect(own.body).toMatchObject({ family: { code: 'smart-ml' } })
  })

  test('S2.1 every key has a tier of its own, and packs cost what they cost, for as many months as asked', async () => {
    const { id } = await made()
    const small = await price({
      api_key_id: id,
      addons: [{ code: 'ADDON_SMALL', quantity: 2, months: 3 }],
    })
    expect(small.quote).toMatchObject({ due_now: 30_00, currency: 'USD', violations: [] })
    const [line] = small.quote?.lines ?? []
    expect(line?.description).toBe('2 × Small Add-on, 3 months')
    const held = Temporal.Instant.from(line?.ends_at ?? '').toZonedDateTimeISO('UTC')
    const began = Temporal.Instant.from(line?.starts_at ?? '').toZonedDateTimeISO('UTC')
    expect(held.toPlainDate().equals(began.toPlainDate().add({ months: 3 }))).toBe(true)
    const tier = await price({ api_key_id: id, plan: 'STANDARD' })
    expect(tier.quote).toMatchObject({ due_now: 10_00, violations: [] })
    const custom = await price({ api_key_id: id, addons: [{ code: 'ADDON_CUSTOM', quantity: 1 }] })
    expect(custom.quote?.violations).toMatchObject([{ code: 'addon_not_available' }])
  })
})
