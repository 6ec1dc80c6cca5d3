import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { openShop } from '#lib/purchases/testing/open-shop.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import type { RouteHandler } from './route-types.ts'
import { call } from './testing/call.ts'

// E.4 "Nothing a client sends makes a 5xx": every route, with input shaped like its own and with none of its shape.

const files = import.meta.glob<Record<string, RouteHandler>>('../../app/api/**/route.ts')
/** Asked through Next only, or without a word of input, or answered without an end. */
const APART = /\/(auth|health|metrics|changes)\//

const shop = await openShop()
afterAll(() => shop.close())
const staff = await buildUser({ role: 'admin' })
const holder = await buildHolder({ plan: 'pro', now: await now() })
const { token } = await createAccessToken(database(), {
  ...holder,
  name: 'x',
  expiresAt: null,
  now: realNow(),
})

const routes: { name: string; method: string; handler: RouteHandler }[] = []
for (const [file, load] of Object.entries(files)) {
  if (APART.test(file)) continue
  const name = file.replace(/^.*?\/app(\/.*)\/route\.ts$/, '$1')
  for (const [method, handler] of Object.entries(await load())) routes.push({ name, method, handler })
}

const id = '0193f2a4-7b1c-7abc-8def-0123456789ab'
const nasty = fc.constantFrom<unknown>(
  ...[
    '',
    '\0',
    '\ud800',
    "' OR 1=1 --",
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'a'.repeat(70_000),
    '2',
    '∞',
  ],
  ...[0, -0, -1, 1.5, 1e9, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, null, true, [], {}, [[]], { $ne: null }],
  ...[
    id,
    'extra_storage_10gb',
    'setup_fee',
    'priority_queue',
    'api_hits_per_month',
    'azure_storage_gb',
    'smart-ml',
    'active',
    1,
    3,
  ],
  ...['9999-12-31T23:59:59.999Z', '-271821-04-20T00:00:00Z', '2026-02-30T00:00:00Z'],
)
const value = fc.oneof({ weight: 4, arbitrary: nasty }, { weight: 1, arbitrary: fc.jsonValue() })
const FIELDS = [
  'addon_id',
  'quantity',
  'auto_renew',
  'user_addon_id',
  'cancel_at_period_end',
  'feature',
  'amount',
  'family',
]
const MORE = [
  'addons',
  'plan',
  'code',
  'email',
  'name',
  'expiresAt',
  'razorpay_order_id',
  'razorpay_payment_id',
  'razorpay_signature',
  'razorpay_subscription_id',
  'enabled',
  'approval_id',
  'signature',
]
/** What stands under the root keys of S1's addresses. */
const LAGO_ROOTS = ['add_on', 'applied_add_on', 'invoice', 'credit_note']
const LAGO_FIELDS = [
  ...['code', 'name', 'description', 'amount_cents', 'amount_currency', 'tax_codes', 'add_on_code'],
  ...['external_customer_id', 'currency', 'invoice_id', 'reason', 'refund_amount_cents'],
]
const lagoParts = fc.array(
  fc.dictionary(fc.constantFrom('add_on_code', 'units', 'fee_id', 'amount_cents', 'from_datetime'), value),
  { maxLength: 2 },
)
const lagoFields = fc
  .record({ fees: lagoParts, items: lagoParts }, { requiredKeys: [] })
  .chain((parts) =>
    fc
      .dictionary(fc.constantFrom(...LAGO_FIELDS), value, { maxKeys: 6 })
      .map((fields) => ({ ...fields, ...parts })),
  )
const fields = fc.dictionary(fc.constantFrom(...FIELDS, ...MORE), value, { maxKeys: 5 })
const addons = fc.record({ addons: fc.array(fields, { maxLength: 3 }) })
const rooted = fc.record(Object.fromEntries(LAGO_ROOTS.map((root) => [root, lagoFields])), {
  requiredKeys: [],
})
const body = fc.oneof(
  { weight: 2, arbitrary: rooted },
  { weight: 4, arbitrary: fields },
  { weight: 1, arbitrary: addons },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.string() },
)
const search = fc.dictionary(
  fc.constantFrom('page', 'per_page', 'family', 'status', 'q'),
  fc.oneof(fc.string(), nasty.map(String)),
)
const headers = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Record<string, string>>(
    { 'idempotency-key': 'k' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'x-request-id': 'a b' },
    { cookie: 'tackon.session=x; tackon.session.1=y; tackon.session.x=z' },
    { 'x-razorpay-signature': 'x'.repeat(64), 'x-razorpay-event-id': 'e' },
  ),
)

describe('E.4 no input makes a 5xx', () => {
  test.each(routes)('$method $name', async ({ name, method, handler }) => {
    const asked = fc.record({
      body,
      search,
      headers,
      param: fc.oneof(fc.constant(id), nasty.map(String)),
      token: fc.constantFrom(token, staff.token, 'tk_x'),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ body, search, headers, param, token }) => {
        const query = new URLSearchParams(
          Object.entries(search).map(([key, item]) => [key, item.toWellFormed()]),
        )
        const answer = await call(handler, {
          method,
          path: `${name.replace(/\[.*?\]+/, 'x')}?${query}`,
          params: name.includes('[id]') ? { id: param } : undefined,
          headers,
          token,
          ...(method === 'GET' ? {} : { body }),
        })
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
        // Addresses that keep another product's contract refuse in its form (S1.2).
        const form = /\/v1\/(?!api-keys)/.test(name) ? 'application/json' : 'application/problem+json'
        if (answer.status >= 400) expect(answer.headers.get('content-type')).toBe(form)
      }),
      { numRuns: 150 },
    )
  })
})
