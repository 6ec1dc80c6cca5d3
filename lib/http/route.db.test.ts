import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { DomainError, type DomainErrorKind } from '#lib/errors/domain-error.ts'
import { Problem } from './problem.ts'
import { route } from './route.ts'
import { call } from './testing/call.ts'

const purchase = route({
  access: 'customer',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ note: z.string().optional() }),
  body: z.strictObject({ addon_id: z.string().min(1).max(50), quantity: z.int().min(1).max(100).default(1) }),
  handle: ({ principal, params, query, body }) => ({ customerId: principal.customerId, params, query, body }),
})
const id = '0193f2a4-7b1c-7abc-8def-0123456789ab'
const buyer = await buildUser()
const staff = await buildUser({ role: 'admin', withoutCustomer: true })
const buy = (sent: Parameters<typeof call>[1]) =>
  call(purchase, { method: 'POST', path: `/api/test/${id}`, params: { id }, token: buyer.token, ...sent })
const throwing = (error: unknown) =>
  route({
    access: 'public',
    handle: () => {
      throw error
    },
  })

describe('E.4 a route gives its handler what it declares, parsed', () => {
  test('params, query, body with defaults, and who asks', async () => {
    const answer = await buy({ path: `/api/test/${id}?note=hi`, body: { addon_id: 'x' } })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      customerId: buyer.customerId,
      params: { id },
      query: { note: 'hi' },
      body: { addon_id: 'x', quantity: 1 },
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    [{ addon_id: 'x', quantity: 0 }, 'quantity', 'too_small'],
    [{ addon_id: 'x', quantity: -1 }, 'quantity', 'too_small'],
    [{ addon_id: 'x', quantity: 1.5 }, 'quantity', 'invalid_type'],
    [{ addon_id: 'x', quantity: 1e9 }, 'quantity', 'too_big'],
    [{ addon_id: 'x', quantity: 1e30 }, 'quantity', 'too_big'],
    [{ addon_id: 'x', quantity: '2' }, 'quantity', 'invalid_type'],
    [{ addon_id: 'x', quantity: null }, 'quantity', 'invalid_type'],
    [{ quantity: 1 }, 'addon_id', 'missing'],
    [{ addon_id: 'a\0b' }, 'addon_id', 'invalid_text'],
    ['{"addon_id":"\\ud800"}', 'addon_id', 'invalid_text'],
    ['{"addon_id":"x","quantity":1e400}', 'quantity', 'invalid_type'],
    ['{"addon_id":"x","__proto__":{"admin":true}}', '__proto__', 'unknown_field'],
    [{ addon_id: 'x', price: 1 }, 'price', 'unknown_field'],
    ['[]', 'body', 'invalid_type'],
    ['null', 'body', 'invalid_type'],
    [`${'['.repeat(50_000)}${']'.repeat(50_000)}`, expect.stringMatching(/^0\.0\.0/), 'too_deep'],
  ])('D3 %j is refused, naming the field', async (body, field, code) => {
    const answer = await buy({ body })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid_body' })
    expect((answer.body as { errors: unknown[] }).errors).toContainEqual({
      field,
      code,
      reason: expect.any(String),
    })
  })

  test.each([
    ['not JSON', { body: '{"addon_id":' }, 400, 'malformed_json'],
    [
      'broken UTF-8',
      { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'unsupported_media_type',
    ],
    [
      'a form',
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported_media_type',
    ],
    ['compressed', { body: '{}', headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported_media_type'],
    ['1 MB', { body: `"${'x'.repeat(1_000_000)}"` }, 413, 'body_too_large'],
    ['nothing', {}, 422, 'invalid_body'],
    ['an unknown query', { path: `/api/test/${id}?q=1`, body: { addon_id: 'x' } }, 422, 'invalid_query'],
    [
      'a query twice',
      { path: `/api/test/${id}?note=1&note=2`, body: { addon_id: 'x' } },
      422,
      'invalid_query',
    ],
    ['a query with NUL', { path: `/api/test/${id}?note=%00`, body: { addon_id: 'x' } }, 422, 'invalid_query'],
    ['an id that is none', { params: { id: 'x' }, body: { addon_id: 'x' } }, 404, 'not_found'],
    ['an id with NUL', { params: { id: `${id}\0` }, body: { addon_id: 'x' } }, 404, 'not_found'],
  ])('%s is refused', async (_, sent, status, code) => {
    const answer = await buy(sent)
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code])
  })

  test('a body that never ends is refused without reading on', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    // `duplex` is what a streamed body needs; the types of fetch do not know it yet.
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { authorization: `Bearer ${buyer.token}`, 'content-type': 'application/json' },
    }
    const response = await purchase(new Request('http://localhost:3000/api/test', init), {
      params: Promise.resolve({ id }),
    })
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(12)
  })
})

describe('E.4 refusals are problem+json', () => {
  const statuses: Record<DomainErrorKind, number> = {
    not_found: 404,
    refused: 400,
    conflict: 409,
    invalid: 422,
    forbidden: 403,
    payment_required: 402,
    limit: 403,
    unavailable: 503,
  }
  test.each(Object.entries(statuses))('%s is %i', async (kind, status) => {
    const error = new DomainError({
      kind: kind as DomainErrorKind,
      code: 'some_code',
      detail: 'Maximum quantity is 10',
    })
    const answer = await call(throwing(error), {
      path: '/api/test?secret=1',
      headers: { 'x-request-id': 'my-id' },
    })
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({
      type: 'urn:tackon:problem:some_code',
      title: expect.any(String),
      status,
      detail: 'Maximum quantity is 10',
      code: 'some_code',
      instance: '/api/test',
      requestId: 'my-id',
    })
    expect(answer.headers.get('x-request-id')).toBe('my-id')
  })

  test('carry their field and further members, which replace nothing of ours', async () => {
    const extra = { offers: [{ addon_id: 'x' }], status: 200, requestId: 'forged' }
    const error = new DomainError({
      kind: 'limit',
      code: 'limit_reached',
      detail: 'No.',
      field: 'amount',
      extra,
    })
    const answer = await call(throwing(error))
    expect(answer.body).toMatchObject({
      status: 403,
      offers: [{ addon_id: 'x' }],
      errors: [{ field: 'amount', reason: 'No.', code: 'limit_reached' }],
    })
    expect((answer.body as { requestId: string }).requestId).not.toBe('forged')
  })

  test('a defect is 500, and nothing of it is shown', async () => {
    const answer = await call(throwing(new Error('password=hunter2 at /srv/app.ts')))
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|srv/)
  })

  test('a value the database cannot hold is 422, whatever let it through', async () => {
    const tooBig = route({
      access: 'public',
      handle: () => database().$queryRaw`SELECT ${'9'.repeat(30)}::bigint`,
    })
    expect((await call(tooBig)).status).toBe(422)
    const nul = route({
      access: 'public',
      handle: () => database().user.findUnique({ where: { email: 'a\0' } }),
    })
    expect((await call(nul)).status).toBe(422)
  })

  test('a database that is away is 503 with Retry-After', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
    const answer = await call(throwing(new Error('query failed', { cause: refused })))
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
  })

  test('a request id that is no plain word is replaced', async () => {
    const answer = await call(throwing(new Problem({ status: 400, code: 'x', detail: 'x' })), {
      headers: { 'x-request-id': 'a b<script>' },
    })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('E.1 who may call', () => {
  const ask = (access: 'user' | 'customer' | 'admin') =>
    route({ access, handle: ({ principal }) => ({ userId: principal.userId }) })

  test('nobody is 401, and is told how', async () => {
    const nobody = await call(ask('user'))
    expect([nobody.status, (nobody.body as { code: string }).code]).toEqual([401, 'unauthenticated'])
    const forged = await call(ask('user'), { token: 'tk_forged' })
    expect([forged.status, (forged.body as { code: string }).code]).toEqual([401, 'invalid_token'])
    expect(forged.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('staff only where staff is asked for, customers only where customers are', async () => {
    expect((await call(ask('admin'), { token: buyer.token })).status).toBe(403)
    expect((await call(ask('admin'), { token: staff.token })).status).toBe(200)
    expect((await call(ask('customer'), { token: staff.token })).status).toBe(403)
    expect((await call(ask('user'), { token: staff.token })).status).toBe(200)
  })
})

describe('a runaway program', () => {
  test('is told to wait; others are not', async () => {
    const costly = route({ access: 'customer', limit: 'costly', handle: () => ({ done: true }) })
    const other = await buildUser()
    expect((await call(costly, { method: 'POST', token: buyer.token })).status).toBe(200)
    await database().rateLimiterFlexible.updateMany({ data: { points: 1200 } })
    const answer = await call(costly, { method: 'POST', token: buyer.token })
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([429, 'too_many_requests'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await call(costly, { method: 'POST', token: other.token })).status).toBe(200)
  })
})

describe('a change by session comes from our own pages', () => {
  const change = route({ access: 'customer', handle: () => ({ done: true }) })
  const open = route({ access: 'public', handle: () => ({ done: true }) })
  const own = { origin: 'http://localhost:3000' }
  const post = (handler: typeof change, headers: Record<string, string>) =>
    call(handler, { method: 'POST', headers })

  test.each([
    ['our own origin', own, 200],
    ['the browser says so', { 'sec-fetch-site': 'same-origin' }, 200],
    ['another origin', { origin: 'https://evil.test' }, 403],
    [
      'another origin of this site',
      { 'sec-fetch-site': 'same-site', origin: 'http://a.localhost:3000' },
      403,
    ],
    ['no origin at all', {}, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['another port', { origin: 'http://localhost:3001' }, 403],
  ])('%s', async (_, headers, status) => {
    expect((await post(change, { cookie: buyer.cookie, ...headers })).status).toBe(status)
  })

  test('reading needs no origin, and a bearer token none either', async () => {
    expect((await call(change, { headers: { cookie: buyer.cookie } })).status).toBe(200)
    expect((await call(change, { method: 'POST', token: buyer.token })).status).toBe(200)
  })

  test('without a session only a browser on another site is refused', async () => {
    expect((await post(open, {})).status).toBe(200)
    expect((await post(open, own)).status).toBe(200)
    expect((await post(open, { origin: 'https://evil.test' })).status).toBe(403)
    expect((await post(open, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' })).status).toBe(
      403,
    )
  })
})
