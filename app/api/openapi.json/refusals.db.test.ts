import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { revokeAccessToken } from '#lib/auth/revoke-access-token.ts'
import { type BuiltUser, buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { credit, issue } from '#lib/invoices/testing/issue.ts'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { lagoError } from '#lib/one-time/schemas.ts'
import { routesOf } from '#lib/openapi/routes-of.ts'
import { problem } from '#lib/openapi/schemas.ts'
import { openShop } from '#lib/purchases/testing/open-shop.ts'
import { apiRoutes } from '#lib/server/web/api-routes.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getDocument } from './route.ts'

// Invariant 12, from the document: whoever follows it with the wrong credentials gets nowhere, at every address.

const document = z
  .object({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          description: z.string(),
          security: z.array(z.unknown()),
          responses: z.record(z.string(), z.unknown()),
        }),
      ),
    ),
  })
  .parse((await call(getDocument, { path: '/api/openapi.json' })).body)
const routes = routesOf(apiRoutes)

/** Addresses nobody has to sign in for. */
const PUBLIC = [
  'get /api/health',
  'get /api/metrics',
  'get /api/openapi.json',
  'get /api/v1/credit_notes/{id}/pdf',
  'get /api/v1/invoices/{id}/pdf',
  'post /api/sign-in/link',
  'post /api/webhooks/razorpay',
  'post /api/webhooks/stripe',
]
/** Addresses whose parameter names what is the same for everybody. */
const SHARED = ['post /api/announcements/{id}/seen', 'put /api/workspace/duties/{code}']

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { description, security, responses }]) => {
    const handler = routes.find((route) => route.path === path && route.method === method)?.handler
    return {
      name: `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      handler,
      description,
      security,
      responses,
    }
  }),
)
const guarded = operations.filter(({ security }) => security.length > 0)

const shop = await openShop()
afterAll(() => shop.close())
const staffOnly = await buildUser({ withoutCustomer: true })
const customer = await buildUser()
const owner = await buildHolder({ plan: 'pro', now: await now() })
const ownerToken = await tokenOf(owner)
/** The workspace is another product, with customers of its own. */
const workspaceToken = await tokenOf(
  await buildHolder({ family: 'klarvo', plan: 'enterprise', now: await now() }),
)
const ownerOf = (name: string) => (name.includes('/api/workspace/') ? workspaceToken : ownerToken)
const other = await buildUser()

async function tokenOf({ userId, customerId }: { userId: string; customerId: string | null }) {
  const asked = { userId, customerId, name: 'test', expiresAt: null, now: realNow() }
  return (await createAccessToken(database(), asked)).token
}

/** A token that worked, and does not any more. */
async function revokedTokenOf({ userId, customerId }: BuiltUser | Holder): Promise<string> {
  const asked = { userId, customerId, name: 'revoked', expiresAt: null, now: realNow() }
  const { token, view } = await createAccessToken(database(), asked)
  await revokeAccessToken(database(), { id: view.id, userId, customerId, now: realNow() })
  return token
}

const revoked = await revokedTokenOf(await buildUser({ role: 'admin' }))

type Operation = (typeof operations)[number]

async function ask(
  { method, path, handler }: Operation,
  sent: { token?: string; cookie?: string; id?: string; body?: unknown },
) {
  const { token, cookie, id = '0193f2a4-7b1c-7abc-8def-0123456789ab', body = {} } = sent
  if (!handler) throw new Error(`${method} ${path} is in the document and not in the list of routes`)
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return call(handler, {
    method,
    path: path.replaceAll(/\{\w+\}/g, id),
    params: Object.fromEntries(names.map((name) => [name, id])),
    headers: cookie === undefined ? {} : { cookie, origin: 'http://localhost:3000' },
    ...(token === undefined ? {} : { token }),
    ...(method === 'GET' ? {} : { body }),
  })
}

/** A refusal with this status, as the document says that it looks. */
function expectRefusal(
  { path, responses }: Operation,
  answer: Awaited<ReturnType<typeof call>>,
  status: number,
) {
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  expect(Object.keys(responses)).toContain(String(status))
  // The addresses of another product keep its words; those of keys beside them are ours.
  const isLago = path.startsWith('/api/v1/') && !path.startsWith('/api/v1/api-keys')
  expect(answer.headers.get('content-type')).toBe(isLago ? 'application/json' : 'application/problem+json')
  expect((isLago ? lagoError : problem).parse(answer.body).status).toBe(status)
}

test('E.6 what is open to everybody is what is meant to be', () => {
  expect(guarded.length).toBeGreaterThan(70)
  const open = operations.filter(({ security }) => security.length === 0)
  expect(open.map(({ name }) => name).sort()).toEqual(PUBLIC)
})

describe('E.6 nobody gets past an address of the document', () => {
  test.each(guarded)('$name', async (operation) => {
    expectRefusal(operation, await ask(operation, {}), 401)
    expectRefusal(operation, await ask(operation, { token: revoked }), 401)
    expectRefusal(operation, await ask(operation, { cookie: 'tackon.session=x' }), 401)
    if (operation.description === 'For our staff.') {
      expectRefusal(operation, await ask(operation, { token: customer.token }), 403)
      expectRefusal(operation, await ask(operation, { cookie: customer.cookie }), 403)
    }
    if (operation.description === 'For those who act for a customer.') {
      expectRefusal(operation, await ask(operation, { token: staffOnly.token }), 403)
      expectRefusal(operation, await ask(operation, { cookie: staffOnly.cookie }), 403)
    }
  })
})

/** Something of the owner's, for every address that names something of a customer's. */
const THINGS: Record<string, () => Promise<string>> = {
  'put /api/billing/addons/{id}': hold,
  'get /api/billing/invoices/{id}': invoice,
  'get /api/billing/invoices/{id}/pdf': invoice,
  'get /api/billing/invoices/{id}/pay': invoice,
  'post /api/billing/invoices/{id}/pay': invoice,
  'get /api/billing/credit-notes/{id}': creditNote,
  'get /api/billing/credit-notes/{id}/pdf': creditNote,
  'post /api/notices/{id}/dismiss': notice,
  'get /api/purchases/{id}': purchase,
  'post /api/purchases/{id}/cancel': purchase,
  'post /api/quotes/{id}/accept': quote,
  'delete /api/tokens/{id}': () => make('/api/tokens', { name: 'mine' }),
  'get /api/v1/api-keys/{id}': apiKey,
  'patch /api/v1/api-keys/{id}': apiKey,
  'delete /api/v1/api-keys/{id}': apiKey,
  'post /api/v1/api-keys/{id}/rotate': apiKey,
  'get /api/v1/api-keys/addons/{apiKeyId}/recommendations': apiKey,
  'get /api/v1/api-keys/statistics/{apiKeyId}': apiKey,
  'get /api/v1/api-keys/statistics/{apiKeyId}/analytics': apiKey,
  'patch /api/v1/api-keys/addons/held/{id}': pack,
  'delete /api/workspace/systems/{id}': () => make('/api/workspace/systems', { name: 'Mine', risk: 'high' }),
}
const BODIES: Record<string, unknown> = {
  'put /api/billing/addons/{id}': { quantity: 2, when: 'period_end' },
  'patch /api/v1/api-keys/{id}': { name: 'Renamed' },
  'patch /api/v1/api-keys/addons/held/{id}': { autoRenew: false },
}

async function apiKey(): Promise<string> {
  return make('/api/v1/api-keys', { name: 'Mine' })
}

async function pack(): Promise<string> {
  const key = await buildKey({ customerId: owner.customerId })
  await key.hold('ADDON_SMALL', { until: (await now()).add({ hours: 24 * 29 }) })
  const { subscriptionId } = key
  return (await database().term.findFirstOrThrow({ where: { line: { subscriptionId } } })).id
}

async function hold(): Promise<string> {
  const from = await now()
  const until = from.add({ hours: 24 * 29 })
  return owner.hold({ addon: 'extra_storage_10gb', quantity: 3, from, until })
}

async function invoice(): Promise<string> {
  return (await issue({ family: 'smart-ml', holder: owner })).id
}

async function creditNote(): Promise<string> {
  const made = await credit({ id: await invoice() }, { offsetMinor: 10_000n })
  return made.id
}

async function notice(): Promise<string> {
  const { customerId } = owner
  const message = {
    customerId,
    channel: 'in_app',
    recipient: 'owner@test.test',
    createdAt: new Date(),
  } as const
  const data = { ...message, dedupeKey: 'notice', template: 'refund-issued', data: {} }
  return (await database().outboundMessage.create({ data })).id
}

async function quote(): Promise<string> {
  return make('/api/quotes', { addons: [{ code: 'api_boost_5000', quantity: 1 }] })
}

async function purchase(): Promise<string> {
  const accepted = await as(ownerToken, 'post /api/quotes/{id}/accept', { id: await quote() })
  return z.object({ purchase: z.object({ id: z.uuid() }) }).parse(accepted.body).purchase.id
}

async function make(path: string, body: unknown): Promise<string> {
  const made = await as(ownerOf(path), `post ${path}`, { body })
  return z.object({ id: z.uuid() }).parse(made.body).id
}

function as(token: string, name: string, sent: { id?: string; body?: unknown }) {
  const operation = operations.find((candidate) => candidate.name === name)
  if (!operation) throw new Error(`${name} is not in the document`)
  return ask(operation, { token, ...sent })
}

describe('E.6 nobody reaches what another customer has', () => {
  const named = guarded.filter(
    ({ path, description, name }) =>
      path.includes('{') && description !== 'For our staff.' && !SHARED.includes(name),
  )

  test('every address with a name in it is asked', () => {
    expect(named.map(({ name }) => name).sort()).toEqual(Object.keys(THINGS).sort())
  })

  test.each(named)('$name', async (operation) => {
    const id = (await THINGS[operation.name]?.()) ?? ''
    const body = BODIES[operation.name]
    for (const caller of [{ token: other.token }, { cookie: other.cookie }]) {
      expectRefusal(operation, await ask(operation, { ...caller, id, body }), 404)
    }
    // The same request by who has it: what was refused was the caller.
    const allowed = await ask(operation, { token: ownerOf(operation.name), id, body })
    expect(allowed.status, JSON.stringify(allowed.body)).toBeLessThan(300)
  })
})
