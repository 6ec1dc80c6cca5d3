import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { type Called, call } from '#lib/http/testing/call.ts'
import { addOnObject, pageMeta } from '#lib/one-time/schemas.ts'
import { services } from '#prisma/seed/catalog/services.ts'
import { DELETE, GET, PUT } from './[...code]/route.ts'
import { GET as list, POST } from './route.ts'

let token: string
beforeAll(async () => {
  await seedCatalog({ seed: services, now: await now() })
  token = (await buildUser({ role: 'admin', withoutCustomer: true })).token
})

const path = '/api/v1/add_ons'
const one = (code: string) => `${path}/${encodeURIComponent(code)}`
const fee = { code: 'onboarding', name: 'Onboarding', amount_cents: 250_00, amount_currency: 'USD' }
let made = 0
const fresh = () => {
  made += 1
  return { ...fee, code: `onboarding_${made}` }
}

const create = (add_on: unknown, headers = {}) =>
  call(POST, { method: 'POST', path, token, headers, body: { add_on } })
const shown = (answer: Called) => z.object({ add_on: addOnObject }).parse(answer.body).add_on
const wrong = (field: string, word: string) => ({
  status: 422,
  error: 'Unprocessable Entity',
  code: 'validation_errors',
  error_details: { [field]: [word] },
})

describe('S1.1 add-ons as Lago has them', () => {
  test('S1.1 one is made, shown by its id and by its code, changed and deleted', async () => {
    const sent = { ...fresh(), description: 'The first month', invoice_display_name: 'Onboarding (2026)' }
    const created = await create(sent)
    expect(created.status).toBe(200)
    const { lago_id: id, created_at, ...rest } = shown(created)
    expect(rest).toEqual({ ...sent, id, tax_codes: [], taxes: [] })
    expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

    for (const name of [id, sent.code]) {
      expect((await call(GET, { path: one(name), token })).body).toEqual(created.body)
    }

    const change = { name: 'Welcome', amount_cents: 300_00, description: null }
    const changed = await call(PUT, { method: 'PUT', path: one(sent.code), token, body: { add_on: change } })
    expect([changed.status, shown(changed)]).toEqual([200, { ...shown(created), ...change }])
    expect((await call(GET, { path: one(id), token })).body).toEqual(changed.body)

    const deleted = await call(DELETE, { method: 'DELETE', path: one(sent.code), token })
    expect([deleted.status, deleted.body]).toEqual([200, changed.body])
    for (const name of [id, sent.code]) {
      expect((await call(GET, { path: one(name), token })).body).toEqual({
        status: 404,
        error: 'Not Found',
        code: 'add_on_not_found',
      })
    }
    expect((await call(DELETE, { method: 'DELETE', path: one(sent.code), token })).status).toBe(404)
  })

  test('S1.1 the demo’s own are among them, in its currency', async () => {
    expect(shown(await call(GET, { path: one('setup_fee'), token }))).toMatchObject({
      code: 'setup_fee',
      name: 'Setup Fee',
      amount_cents: 500_00,
      amount_currency: 'USD',
      invoice_display_name: null,
    })
    const { amount_currency: _, ...unsaid } = fresh()
    expect(shown(await create(unsaid)).amount_currency).toBe('USD')
  })

  test('S1.1 a code may hold dots and slashes, in either spelling of the address', async () => {
    const code = 'support/gold.2026 €'
    const { lago_id: id } = shown(await create({ ...fee, code }))
    for (const spelled of [one(code), `${path}/support/gold.2026%20€`, `${path}/support/gold.2026%20€/`]) {
      expect(shown(await call(GET, { path: spelled, token })).lago_id).toBe(id)
    }
    for (const unreadable of [`${path}/%E0%A4`, `${path}/%00`]) {
      expect((await call(GET, { path: unreadable, token })).status).toBe(404)
    }
  })

  test('S1.1 the list comes in pages, newest first, and says where it stands', async () => {
    const codes: string[] = []
    for (let count = 0; count < 3; count += 1) codes.unshift(shown(await create(fresh())).code)
    const page = async (query: string) => {
      const answer = await call(list, { path: `${path}?${query}`, token })
      return z.object({ add_ons: z.array(addOnObject), meta: pageMeta }).parse(answer.body)
    }
    const first = await page('per_page=2')
    expect(first.add_ons.map(({ code }) => code)).toEqual(codes.slice(0, 2))
    const { total_count: total } = first.meta
    expect(total).toBe(
      await database().addon.count({ where: { deletedAt: null, family: { code: 'services' } } }),
    )
    const pages = Math.ceil(total / 2)
    expect(first.meta).toEqual({
      current_page: 1,
      next_page: 2,
      prev_page: null,
      total_pages: pages,
      total_count: total,
    })
    const last = await page(`per_page=2&page=${pages}`)
    expect(last.meta).toMatchObject({ current_page: pages, next_page: null, prev_page: pages - 1 })
    expect((await page(`page=${pages + 100}`)).add_ons).toEqual([])
    expect((await call(list, { path: `${path}?page=x`, token })).body).toEqual(
      wrong('page', 'value_is_invalid'),
    )
  })

  test('S1.1 a repeated request with the same key makes one, also twenty at once', async () => {
    const sent = fresh()
    const headers = { 'idempotency-key': 'onboarding-twice' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(sent, headers)))
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    const again = await create(sent, headers)
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    for (const { body, status } of answers) if (status === 200) expect(body).toEqual(again.body)
    expect(await database().addon.count({ where: { code: sent.code } })).toBe(1)
    const other = await create({ ...sent, name: 'Another' }, headers)
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  })
})

describe('S1.2 refusals in Lago’s form', () => {
  test.each([
    ['code', { code: undefined }, 'value_is_mandatory'],
    ['code', { code: '  ' }, 'value_is_mandatory'],
    ['name', { name: '' }, 'value_is_mandatory'],
    ['name', { name: 'x'.repeat(256) }, 'value_is_out_of_range'],
    ['amount_cents', { amount_cents: undefined }, 'value_is_mandatory'],
    ['amount_cents', { amount_cents: -1 }, 'value_is_out_of_range'],
    ['amount_cents', { amount_cents: 0 }, 'value_is_out_of_range'],
    ['amount_cents', { amount_cents: 2 ** 60 }, 'value_is_out_of_range'],
    ['amount_cents', { amount_cents: 1.5 }, 'value_is_invalid'],
    ['amount_cents', { amount_cents: '100' }, 'value_is_invalid'],
    ['amount_currency', { amount_currency: 'usd' }, 'value_is_invalid'],
    ['amount_currency', { amount_currency: 'QQQ' }, 'value_is_invalid'],
  ])('S1.2 %s of %j is %s', async (field, change, word) => {
    const answer = await create({ ...fresh(), ...change })
    expect([answer.status, answer.body]).toEqual([422, wrong(field, word)])
    const { lago_id: id } = shown(await create(fresh()))
    if (Object.values(change)[0] === undefined) return
    const changed = await call(PUT, { method: 'PUT', path: one(id), token, body: { add_on: change } })
    expect(changed.body).toEqual(wrong(field, word))
  })

  test('S1.2 every wrong field is named', async () => {
    expect((await create({})).body).toMatchObject({
      error_details: {
        code: ['value_is_mandatory'],
        name: ['value_is_mandatory'],
        amount_cents: ['value_is_mandatory'],
      },
    })
  })

  test('S1.2 without the root key it is 400', async () => {
    for (const body of [{}, fee, { add_on: 1 }, '', '[]']) {
      const answer = await call(POST, { method: 'POST', path, token, body })
      expect([answer.status, answer.body]).toMatchObject([
        400,
        { status: 400, error: expect.stringMatching(/^BadRequest: /) },
      ])
    }
    const unreadable = await call(POST, { method: 'POST', path, token, body: '{' })
    expect(unreadable.body).toEqual({ status: 400, error: 'Bad Request', code: 'malformed_json' })
  })

  test('S1.2 a code is taken until its add-on is deleted, also by twenty at once', async () => {
    const sent = fresh()
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(sent)))
    const [winner, ...more] = answers.filter(({ status }) => status === 200)
    expect([more.length, answers.filter(({ status }) => status === 422).length]).toEqual([0, 19])
    expect((await create(sent)).body).toEqual(wrong('code', 'value_already_exist'))

    const other = shown(await create(fresh()))
    const taken = await call(PUT, { method: 'PUT', path: one(other.code), token, body: { add_on: sent } })
    expect(taken.body).toEqual(wrong('code', 'value_already_exist'))

    await call(DELETE, { method: 'DELETE', path: one(sent.code), token })
    const reborn = shown(await create(sent))
    expect(winner && shown(winner).lago_id).not.toBe(reborn.lago_id)
    expect(shown(await call(GET, { path: one(sent.code), token })).lago_id).toBe(reborn.lago_id)
  })

  test('S1.2 fields nobody knows are no reason to refuse', async () => {
    expect((await create({ ...fresh(), external_source: 'erp' })).status).toBe(200)
  })

  test('S1.1 only staff may ask', async () => {
    const customer = await buildUser()
    const forbidden = { status: 403, error: 'Forbidden', code: 'forbidden' }
    expect((await call(list, { path, token: customer.token })).body).toEqual(forbidden)
    for (const sent of [{ path }, { path, token: `tk_${'x'.repeat(43)}` }]) {
      const answer = await call(list, sent)
      expect([answer.status, answer.body]).toEqual([401, { status: 401, error: 'Unauthorized' }])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    }
  })
})

describe('S1.1 what is done leaves a trace', () => {
  test('invariant 12: making, changing and deleting each has an audit entry', async () => {
    const { lago_id: id, code } = shown(await create(fresh()))
    await call(PUT, { method: 'PUT', path: one(code), token, body: { add_on: { name: 'X' } } })
    await call(DELETE, { method: 'DELETE', path: one(id), token })
    const entries = await database().auditEntry.findMany({
      where: { subject: `addon:${id}` },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ action, data }) => [action, data])).toEqual([
      ['addon.created', { code }],
      ['addon.updated', { fields: 'name', status: 'published' }],
      ['addon.deleted', { code }],
    ])
  })

  test('S1.1 an earlier price stays on record', async () => {
    const { lago_id: addonId, code } = shown(await create(fresh()))
    const add_on = { amount_cents: 199_00, amount_currency: 'EUR' }
    await call(PUT, { method: 'PUT', path: one(code), token, body: { add_on } })
    const prices = await database().price.findMany({ where: { addonId }, orderBy: { createdAt: 'asc' } })
    expect(prices.map((price) => [price.unitAmountMinor, price.currency, price.active])).toEqual([
      [250_00n, 'USD', false],
      [199_00n, 'EUR', true],
    ])
  })

  test('S0.1 seeding again does not bring back what staff deleted', async () => {
    await call(DELETE, { method: 'DELETE', path: one('hardware'), token })
    await seedCatalog({ seed: services, now: await now() })
    expect((await call(GET, { path: one('hardware'), token })).status).toBe(404)
  })
})
