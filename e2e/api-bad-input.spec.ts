import { problemOf } from './testing/api.ts'
import { buyAddon } from './testing/buy.ts'
import { createAccount } from './testing/create-account.ts'
import type { Account } from './testing/product.ts'
import { apiTest, expect } from './testing/test.ts'
import { withAddonWithdrawn } from './testing/withdraw-addon.ts'

// What a client may get wrong (E.4): a status, a machine word, a sentence and the field, never a 5xx.

// Refusals change nothing: one customer takes them all.
const test = apiTest.extend<object, { refused: Account }>({
  refused: [
    async ({ browserName: _ }, use) => use(await createAccount({ plan: 'free' })),
    { scope: 'worker' },
  ],
  account: ({ refused }, use) => use(refused),
})

const PURCHASE = '/api/addons/purchase'
const STORAGE = 'extra_storage_10gb'
const NOBODY = '0193f2a4-7b1c-7abc-8def-0123456789ab'

const QUANTITIES: [unknown, number, string][] = [
  [0, 422, 'invalid_body'],
  [-1, 422, 'invalid_body'],
  [1.5, 422, 'invalid_body'],
  ['2', 422, 'invalid_body'],
  [null, 422, 'invalid_body'],
  [true, 422, 'invalid_body'],
  [[1], 422, 'invalid_body'],
  [1e9, 400, 'max_quantity_exceeded'],
  [1e308, 422, 'invalid_body'],
  [11, 400, 'max_quantity_exceeded'],
]

for (const [quantity, status, code] of QUANTITIES) {
  test(`S0.6 quantity ${JSON.stringify(quantity)} is refused with ${status}, and named`, async ({ api }) => {
    const answer = await api('POST', PURCHASE, { addon_id: STORAGE, quantity })
    const problem = problemOf(answer)
    expect([answer.status, problem.status, problem.code]).toEqual([status, status, code])
    expect([...new Set(problem.errors?.map(({ field }) => field))]).toEqual(['quantity'])
    if (code === 'max_quantity_exceeded') expect(problem.detail).toBe('Maximum quantity is 10')
  })
}

test('S0.6 an unknown add-on is not found', async ({ api }) => {
  const problem = problemOf(await api('POST', PURCHASE, { addon_id: 'no_such_addon' }))
  expect(problem).toMatchObject({ status: 404, code: 'addon_not_found', detail: 'Add-on not found' })
  expect(problem.errors?.[0]?.field).toBe('addon_id')
})

test('S0.6 an inactive add-on is not available, and not listed', async ({ api, product }) => {
  await withAddonWithdrawn(product, 'model_boost_50', async () => {
    const problem = problemOf(await api('POST', PURCHASE, { addon_id: 'model_boost_50' }))
    expect(problem).toMatchObject({ status: 400, detail: 'Add-on is not available' })
    expect(JSON.stringify((await api('GET', '/api/addons/')).body)).not.toContain('model_boost_50')
  })
})

test("S0.6 another plan's add-on says for which plan it is not", async ({ api }) => {
  const problem = problemOf(await api('POST', PURCHASE, { addon_id: 'white_label' }))
  expect(problem).toMatchObject({ status: 400, detail: 'Add-on not available for free plan' })
})

apiTest.describe('on Pro', () => {
  apiTest.use({ plan: 'pro' })

  apiTest('S0.6 a feature held already is not bought again', async ({ api, sandbox }) => {
    await buyAddon({ api, sandbox, addonId: 'priority_queue' })
    const problem = problemOf(await api('POST', PURCHASE, { addon_id: 'priority_queue' }))
    expect(problem).toMatchObject({
      status: 400,
      detail: 'This add-on cannot be purchased multiple times',
    })
  })

  apiTest('S0.6 two of a feature are one too many', async ({ api }) => {
    const problem = problemOf(await api('POST', PURCHASE, { addon_id: 'priority_queue', quantity: 2 }))
    expect(problem.status).toBe(400)
    expect(problem.detail).toMatch(/^(This add-on cannot be purchased multiple times|Maximum quantity is 1)$/)
  })
})

const BODIES: [string, string, Record<string, string>, number, string][] = [
  ['not JSON', '{"addon_id":', {}, 400, 'malformed_json'],
  ['not UTF-8 JSON', '\u0000', {}, 400, 'malformed_json'],
  ['a list', '[]', {}, 422, 'invalid_body'],
  ['null', 'null', {}, 422, 'invalid_body'],
  ['a text', '"storage"', {}, 422, 'invalid_body'],
  ['nothing', '', {}, 422, 'invalid_body'],
  ['a megabyte', `{"addon_id":"${'x'.repeat(1024 * 1024)}"}`, {}, 413, 'body_too_large'],
  [
    'a form',
    'addon_id=x',
    { 'content-type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported_media_type',
  ],
  ['an unknown field', `{"addon_id":"${STORAGE}","price":1}`, {}, 422, 'invalid_body'],
  ['a NUL in a text', '{"addon_id":"a\\u0000b"}', {}, 422, 'invalid_body'],
  ['half a surrogate', '{"addon_id":"\\ud800"}', {}, 422, 'invalid_body'],
  ['a very deep object', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, {}, 422, 'invalid_body'],
]

for (const [what, body, headers, status, code] of BODIES) {
  test(`E.4 a body that is ${what} is refused with ${status}`, async ({ api }) => {
    const answer = await api('POST', PURCHASE, body, headers)
    expect([answer.status, problemOf(answer).code]).toEqual([status, code])
  })
}

const HEADERS: [string, Record<string, string>, string][] = [
  ['none', {}, 'unauthenticated'],
  ['garbage', { authorization: 'Bearer garbage' }, 'invalid_token'],
  ['an empty token', { authorization: 'Bearer' }, 'invalid_token'],
  ['another scheme', { authorization: 'Basic YTpi' }, 'invalid_token'],
  ['a very long token', { authorization: `Bearer ${'x'.repeat(6000)}` }, 'invalid_token'],
  ['a forged session', { cookie: 'next-auth.session-token=garbage' }, 'unauthenticated'],
]

for (const [what, headers, code] of HEADERS) {
  test(`E.5 credentials: ${what} is 401 everywhere`, async ({ product }) => {
    for (const path of [
      '/api/addons/',
      '/api/addons/combined-limits',
      '/api/usage',
      '/api/billing/payments',
    ]) {
      const answer = await fetch(product.app + path, { headers })
      expect([path, answer.status]).toEqual([path, 401])
      expect(await answer.json()).toMatchObject({ code })
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    }
  })
}

test('E.5 a token works until it expires or is revoked', async ({ api, product }) => {
  const asToken = async (token: string) => {
    const answer = await fetch(`${product.app}/api/usage`, { headers: { authorization: `Bearer ${token}` } })
    return answer.status
  }
  const expiresAt = new Date(Date.now() + 2_000).toISOString()
  const short = (await api('POST', '/api/tokens', { name: 'short', expiresAt })).body as { token: string }
  expect(await asToken(short.token)).toBe(200)
  await expect.poll(() => asToken(short.token)).toBe(401)
  const long = (await api('POST', '/api/tokens', { name: 'long' })).body as { id: string; token: string }
  expect(await asToken(long.token)).toBe(200)
  expect((await api('DELETE', `/api/tokens/${long.id}`)).status).toBeLessThan(300)
  expect(await asToken(long.token)).toBe(401)
})

const CALLS: [string, string, unknown, number, string][] = [
  ['POST', '/api/addons/cancel', { user_addon_id: 'x' }, 422, 'user_addon_id'],
  [
    'POST',
    '/api/addons/cancel',
    { user_addon_id: NOBODY, cancel_at_period_end: 'no' },
    422,
    'cancel_at_period_end',
  ],
  ['POST', '/api/addons/resume', {}, 422, 'user_addon_id'],
  ['POST', '/api/addons/renew', { user_addon_id: 1 }, 422, 'user_addon_id'],
  ['POST', '/api/usage', { feature: 'nothing', amount: 1 }, 404, 'feature'],
  ['POST', '/api/usage', { feature: 'api_hits_per_month', amount: 0 }, 422, 'amount'],
  ['POST', '/api/usage', { feature: 'api_hits_per_month', amount: 1.5 }, 422, 'amount'],
  ['POST', '/api/usage', { feature: 'api_hits_per_month', amount: '1' }, 422, 'amount'],
  ['POST', '/api/usage', { feature: 'api_hits_per_month', amount: -1 }, 422, 'amount'],
  ['POST', '/api/quotes', { addons: [] }, 422, 'addons'],
  ['POST', '/api/quotes', { addons: [{ code: STORAGE, quantity: 0 }] }, 422, 'addons.0.quantity'],
  ['GET', '/api/addons/my-addons?status=lost', undefined, 422, 'status'],
  ['GET', '/api/billing/payments?page=0', undefined, 422, 'page'],
  ['GET', '/api/billing/payments?page=1&page=2', undefined, 422, 'page'],
  ['GET', '/api/billing/payments?per_page=100000', undefined, 422, 'per_page'],
  ['POST', '/api/tokens', { name: '' }, 422, 'name'],
]

for (const [method, path, body, status, field] of CALLS) {
  test(`E.4 ${method} ${path} ${JSON.stringify(body) ?? ''} names ${field}`, async ({ api }) => {
    const answer = await api(method, path, body)
    const problem = problemOf(answer)
    expect([answer.status, problem.errors?.map((error) => error.field)]).toEqual([status, [field]])
  })
}

test('E.4 what is not there is 404, and what is not answered 405 or 404, as problems', async ({ api }) => {
  for (const path of ['/api', '/api/nothing', '/api/addons/nothing', '/api/purchases/x/y/z']) {
    expect([path, problemOf(await api('GET', path)).status]).toEqual([path, 404])
  }
  for (const [method, path] of [
    ['DELETE', '/api/usage'],
    ['GET', '/api/addons/purchase'],
    ['PUT', '/api/quotes'],
  ] as const) {
    expect([404, 405]).toContain(problemOf(await api(method, path)).status)
  }
})

test('S0.3 with and without the slash, and no redirect', async ({ api }) => {
  const [bare, slashed] = await Promise.all([api('GET', '/api/addons'), api('GET', '/api/addons/')])
  expect([bare.status, slashed.status]).toEqual([200, 200])
  expect(slashed.body).toEqual(bare.body)
})

test('E.5 an idempotency key repeats the answer, and refuses another request', async ({ api }) => {
  const headers = { 'idempotency-key': `key-${Math.random()}` }
  const first = await api('POST', PURCHASE, { addon_id: STORAGE }, headers)
  const again = await api('POST', PURCHASE, { addon_id: STORAGE }, headers)
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.body).toEqual(first.body)
  const other = await api('POST', PURCHASE, { addon_id: STORAGE, quantity: 2 }, headers)
  expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  const wrong = await api('POST', PURCHASE, { addon_id: STORAGE }, { 'idempotency-key': 'x'.repeat(5000) })
  expect(problemOf(wrong)).toMatchObject({ status: 400, code: 'invalid_idempotency_key' })
})
