import { request } from 'node:http'
import fc from 'fast-check'
import { createAccount } from './testing/create-account.ts'
import { expect, apiTest as test } from './testing/test.ts'

// E.4 over the wire: whatever is sent to whichever address, no answer is a 5xx and every refusal is a problem.

const REQUESTS = 4_000
const AT_ONCE = 8
/** Another seed, other requests: TACKON_FUZZ_SEED=… repeats a run that failed. */
const SEED = Number(process.env.TACKON_FUZZ_SEED ?? Math.trunc(Math.random() * 2 ** 31))

const PATHS = [
  ...[
    '',
    '/',
    '/my-addons',
    '/combined-limits',
    '/purchase',
    '/verify-payment',
    '/cancel',
    '/resume',
    '/renew',
  ].map((path) => `/api/addons${path}`),
  ...[
    '/api/quotes',
    '/api/quotes/ID/accept',
    '/api/purchases',
    '/api/purchases/ID',
    '/api/purchases/ID/cancel',
  ],
  ...['/api/usage', '/api/billing/catalog', '/api/billing/overview', '/api/billing/payments'],
  ...['/api/entitlements', '/api/custom/entitlements/me', '/api/workspace/audit-file'],
  ...['/api/workspace/duties/ID', '/api/workspace/systems', '/api/workspace/systems/ID'],
  ...['/api/tokens', '/api/tokens/ID', '/api/notices', '/api/notices/ID/dismiss'],
  ...['/api/announcements', '/api/announcements/ID/seen', '/api/webhooks/razorpay', '/api/sign-in/link'],
  ...['/api/auth/session', '/api/auth/csrf', '/api/auth/callback/password', '/api/auth/callback/link'],
  ...['/api/auth/signin', '/api/auth/signout', '/api/auth/error', '/api/auth/_log', '/api/auth/nothing'],
  ...['/api/health', '/api/metrics', '/api', '/api/nothing', '/api/%E0%A4%A', '/api/..%2f..%2fetc'],
]

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    ...['', '\0', '\ud800', '__proto__', "'; DROP TABLE users; --", '../..', 'NaN', '2', 'x'.repeat(10_000)],
    ...[0, -0, -1, 1.5, 1e9, 2 ** 31, 2 ** 53, 1e308, null, true, false, [], {}, [[[]]], { $gt: '' }],
    ...['extra_storage_10gb', 'api_hits_per_month', 'smart-ml', '0193f2a4-7b1c-7abc-8def-0123456789ab'],
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

const field = fc.constantFrom(
  ...[
    'addon_id',
    'quantity',
    'auto_renew',
    'user_addon_id',
    'cancel_at_period_end',
    'feature',
    'amount',
    'family',
  ],
  ...['razorpay_order_id', 'razorpay_payment_id', 'razorpay_signature', 'addons', 'code', 'action', 'name'],
  ...[
    'expiresAt',
    'email',
    'password',
    'token',
    'csrfToken',
    'json',
    'callbackUrl',
    '__proto__',
    'constructor',
  ],
)

const body = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(field, nasty, { maxKeys: 6 }).map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: nasty.map((value) => JSON.stringify(value) ?? '') },
  { weight: 2, arbitrary: fc.string({ maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x'.repeat(300_000), '{"a":'.repeat(10_000), '\ufeff{}', '{"a":1,"a":2}'),
  },
)

const id = fc.oneof(fc.uuid(), fc.constantFrom('x', '%00', '%', '..', '1', 'null'), fc.webSegment())

const header = fc.constantFrom<Record<string, string>>(
  ...[{}, {}, {}, {}],
  ...[
    'text/plain',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ].map((type) => ({ 'content-type': type })),
  { 'content-encoding': 'gzip' },
  ...['', 'same', 'x'.repeat(300), 'é'].map((key) => ({ 'idempotency-key': key })),
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { cookie: 'next-auth.session-token=garbage; __Host-next-auth.csrf-token=%' },
  { authorization: 'Bearer ' },
  { 'x-request-id': 'x'.repeat(2_000) },
  { 'x-forwarded-host': 'evil.example', host: 'evil.example' },
  { 'accept-language': '\u00ff', accept: '*/*;q=zzz' },
)

const call = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc.tuple(fc.constantFrom(...PATHS), id).map(([path, value]) => path.replace('ID', value)),
  search: fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc.constantFrom(
      '?page=-1',
      '?page=1e9',
      '?per_page=0',
      '?status=%00',
      '?family=',
      '?family=%F0%9F',
      '?=&&&=',
      '?a[]=1',
    ),
    fc.webQueryParameters().map((query) => `?${query}`),
  ),
  headers: header,
  body,
  caller: fc.nat({ max: 4 }),
})

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never

test(`E.4 ${REQUESTS} malformed requests make no 5xx`, async ({ product }) => {
  test.setTimeout(240_000)
  const accounts = await Promise.all(['free', 'pro', 'advanced'].map((plan) => createAccount({ plan })))
  const queue = fc.sample(call, { numRuns: REQUESTS, seed: SEED })
  const seen = new Map<number, number>()
  const wrong: unknown[] = []
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const answer = await send(product.app, next, accounts[next.caller]?.token)
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      const why = complaint(next, answer)
      if (why)
        wrong.push({
          why,
          ...next,
          body: next.body.slice(0, 500),
          status: answer.status,
          answer: answer.text,
        })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  expect(wrong.slice(0, 10), `${wrong.length} of seed ${SEED}`).toEqual([])
  // They got through to the rules, not only to the door.
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404, 413, 415, 422]))
  expect((await fetch(`${product.app}/api/health`)).status).toBe(200)
})

type Sent = { status: number; type: string; text: string }

function complaint({ method, path }: Call, { status, type, text }: Sent): string | null {
  if (status >= 500) return 'a 5xx'
  const speaksForItself = method === 'HEAD' || method === 'OPTIONS' || path.startsWith('/api/auth/')
  if (status >= 400 && !speaksForItself && type !== 'application/problem+json')
    return 'a refusal that is no problem'
  if (/\bat \S+ \(.*:\d+:\d+\)|node_modules|Prisma/.test(text)) return 'it shows its insides'
  return null
}

/** Not `fetch`, which mends addresses and refuses headers before anybody is asked. */
function send(
  app: string,
  { method, path, search, headers, body }: Call,
  token: string | undefined,
): Promise<Sent> {
  const { hostname, port } = new URL(app)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const credentials = token ? { authorization: `Bearer ${token}` } : {}
  const clean = Object.fromEntries(
    Object.entries({ 'content-type': 'application/json', ...credentials, ...headers }).map(
      ([name, value]) => [name, Buffer.from(value).toString('latin1')],
    ),
  )
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path: sendable(path + search), headers: clean })
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type']?.split(';')[0] ?? '',
          text: Buffer.concat(chunks).toString('utf8').slice(0, 1_000),
        }),
      )
    })
    // Whoever refuses a body early closes while it is still being sent.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '')
        ? resolve({ status: 0, type: '', text: '' })
        : reject(error),
    )
    // Without its length, what DELETE carries would be read as the next request.
    if (hasBody) sent.setHeader('content-length', Buffer.byteLength(body))
    sent.end(hasBody ? body : undefined)
  })
}

/** Node's own client sends no other characters in a request line. */
const sendable = (target: string) => target.replace(/[^\x21-\x7e]/g, '')
