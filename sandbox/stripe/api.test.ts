import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { customerWith, refusal, sellMonthly, subscribed } from '../testing/stripe-scenario.ts'
import { readForm } from './api/read-form.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
afterEach(() => sandbox.control('POST', '/reset'))
const stripe = sandbox.stripe()

const raw = (path: string, init: RequestInit = {}) =>
  fetch(sandbox.urls().stripe + path, {
    ...init,
    headers: { authorization: `Bearer ${sandbox.stripeConfig.secretKey}`, ...init.headers },
  })

describe('who may call', () => {
  test('the secret key is needed; without it 401 as Stripe words it', async () => {
    const response = await raw('/v1/customers', {
      headers: { authorization: 'Bearer sk_test_wrong_key_1234' },
    })
    expect(response.status).toBe(401)
    const body = (await response.json()) as { error: { type: string; message: string } }
    expect(body.error.type).toBe('invalid_request_error')
    expect(body.error.message).toBe('Invalid API Key provided: sk_test_********1234')
    expect((await fetch(`${sandbox.urls().stripe}/v1/customers`)).status).toBe(401)
  })

  test('another version of the API is refused rather than answered wrongly', async () => {
    const answer = await refusal(
      stripe.customers.list({}, { apiVersion: '2020-08-27' } as Parameters<typeof stripe.customers.list>[1]),
    )
    expect(answer).toMatchObject({ status: 400, type: 'invalid_request_error' })
  })

  test('every answer carries a request id, and errors name it too', async () => {
    const customer = await stripe.customers.create({})
    expect(customer.lastResponse.requestId).toMatch(/^req_/)
    const { error } = await refusal(stripe.customers.retrieve('cus_none'))
    expect(error.requestId).toMatch(/^req_/)
  })
})

describe('what is sent', () => {
  test('bodies are form-encoded with indexed brackets', () => {
    const form = readForm(
      'items[0][price]=a&items[1][price]=b&metadata[k]=v&expand[]=x&expand[]=y&__proto__[z]=1',
    )
    expect(form).toMatchObject({
      items: [{ price: 'a' }, { price: 'b' }],
      metadata: { k: 'v' },
      expand: ['x', 'y'],
    })
    expect(({} as { z?: string }).z).toBeUndefined()
  })

  test('ten items stay in their order', () => {
    const text = Array.from({ length: 12 }, (_, index) => `items[${index}][n]=${index}`).join('&')
    expect(readForm(text).items).toEqual(Array.from({ length: 12 }, (_, index) => ({ n: String(index) })))
  })

  test.each([
    ['an unknown parameter', { colour: 'red' }, 'parameter_unknown', 'colour'],
    ['a bad integer', { balance: 'much' }, 'parameter_invalid_integer', 'balance'],
    ['an empty text', { test_clock: '' }, 'parameter_invalid_empty', 'test_clock'],
  ])('%s is refused and named', async (_what, params, code, param) => {
    const answer = await refusal(stripe.customers.create(params as object))
    expect(answer).toMatchObject({ status: 400, type: 'invalid_request_error', code, param })
  })

  test('a nested parameter is named with its brackets', async () => {
    const { id } = await customerWith(stripe)
    const items = [{ price: 'price_none' }]
    expect(await refusal(stripe.subscriptions.create({ customer: id, items }))).toMatchObject({
      status: 400,
      code: 'resource_missing',
      param: 'items[0][price]',
      message: "No such price: 'price_none'",
    })
  })

  test('what does not exist is 404 resource_missing; an address that does not exist is 404 too', async () => {
    expect(await refusal(stripe.subscriptions.retrieve('sub_none'))).toMatchObject({
      status: 404,
      code: 'resource_missing',
      message: "No such subscription: 'sub_none'",
    })
    expect((await raw('/v1/rockets')).status).toBe(404)
  })

  test('metadata: pairs are merged, an empty value deletes its key, an empty whole deletes all', async () => {
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } })
    expect((await stripe.customers.update(id, { metadata: { b: '', c: '3' } })).metadata).toEqual({
      a: '1',
      c: '3',
    })
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({})
  })
})

describe('lists', () => {
  test('newest first, `limit` at a time, with has_more and both cursors', async () => {
    const email = 'lists@example.test'
    const ids: string[] = []
    for (let turn = 0; turn < 5; turn += 1) ids.unshift((await stripe.customers.create({ email })).id)
    const first = await stripe.customers.list({ email, limit: 2 })
    expect(first).toMatchObject({ object: 'list', url: '/v1/customers', has_more: true })
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const next = await stripe.customers.list({ email, limit: 3, starting_after: ids[1] ?? '' })
    expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(next.has_more).toBe(false)
    const before = await stripe.customers.list({ email, limit: 2, ending_before: ids[3] ?? '' })
    expect(before.data.map(({ id }) => id)).toEqual(ids.slice(1, 3))
    expect(before.has_more).toBe(true)
  })

  test('the SDK pages through all of them by itself', async () => {
    const email = 'all@example.test'
    for (let turn = 0; turn < 4; turn += 1) await stripe.customers.create({ email })
    const all = await stripe.customers.list({ email, limit: 2 }).autoPagingToArray({ limit: 10 })
    expect(all).toHaveLength(4)
  })

  test('more than 100, or a cursor that does not exist, is refused', async () => {
    expect(await refusal(stripe.customers.list({ limit: 101 }))).toMatchObject({
      status: 400,
      param: 'limit',
    })
    expect(await refusal(stripe.customers.list({ starting_after: 'cus_none' }))).toMatchObject({
      status: 400,
      code: 'resource_missing',
      param: 'starting_after',
    })
  })
})

describe('expand', () => {
  test('ids become objects, nested, and in lists behind `data.`', async () => {
    const price = await sellMonthly(stripe, { name: 'Expanded', cents: 700 })
    const { id } = await subscribed(stripe, price)
    const expand = ['customer', 'latest_invoice.payments.data']
    const one = await stripe.subscriptions.retrieve(id, { expand })
    expect(one.customer).toMatchObject({ object: 'customer', email: 'payer@example.test' })
    expect(one.latest_invoice).toMatchObject({
      object: 'invoice',
      payments: { data: [{ status: 'paid', amount_paid: 700 }] },
    })
    const list = await stripe.invoices.list({
      subscription: id,
      expand: ['data.customer', 'data.payments'],
    })
    expect(list.data[0]?.customer).toMatchObject({ object: 'customer' })
    const invoice = await stripe.invoices.retrieve(list.data[0]?.id ?? '', {
      expand: ['payments.data.payment.payment_intent'],
    })
    expect(invoice.payments?.data[0]?.payment.payment_intent).toMatchObject({ status: 'succeeded' })
  })

  test('without it, what is only shown on demand is not there', async () => {
    const price = await sellMonthly(stripe, { name: 'Plain', cents: 700 })
    const { id } = await subscribed(stripe, price)
    const [invoice] = (await stripe.invoices.list({ subscription: id })).data
    expect(invoice).not.toHaveProperty('payments')
    expect(invoice).not.toHaveProperty('confirmation_secret')
  })

  test.each(['colour', 'email', 'default_source.x.y.z.w'])('%s cannot be expanded', async (path) => {
    const customer = await customerWith(stripe)
    expect(await refusal(stripe.customers.retrieve(customer.id, { expand: [path] }))).toMatchObject({
      status: 400,
      param: 'expand',
    })
  })
})

describe('idempotency keys', () => {
  test('the first answer is replayed, and said to be', async () => {
    const send = () => stripe.customers.create({ name: 'Once' }, { idempotencyKey: 'key-once' })
    const first = await send()
    const second = await send()
    expect(second.id).toBe(first.id)
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  })

  test('a decline is replayed too', async () => {
    const create = () =>
      stripe.paymentIntents.create(
        { amount: 1000, currency: 'usd', confirm: true, payment_method: 'pm_card_chargeDeclined' },
        { idempotencyKey: 'key-declined' },
      )
    const first = await refusal(create())
    const second = await refusal(create())
    expect(first).toMatchObject({ status: 402, code: 'card_declined' })
    expect(second.error.payment_intent?.id).toBe(first.error.payment_intent?.id)
  })

  test('other parameters or another endpoint are 400 idempotency_error', async () => {
    await stripe.customers.create({ name: 'A' }, { idempotencyKey: 'key-same' })
    const others = [
      stripe.customers.create({ name: 'B' }, { idempotencyKey: 'key-same' }),
      stripe.products.create({ name: 'A' }, { idempotencyKey: 'key-same' }),
    ]
    for (const other of others) {
      expect(await refusal(other)).toMatchObject({ status: 400, type: 'idempotency_error' })
    }
  })

  test('what was not understood may be sent again under its key', async () => {
    const key = { idempotencyKey: 'key-fixed' }
    await refusal(stripe.customers.create({ colour: 'red' } as object, key))
    expect((await stripe.customers.create({ name: 'Fixed' }, key)).name).toBe('Fixed')
  })

  test('two at once make one, and the other one waits its turn or is told 409', async () => {
    const send = () => stripe.customers.create({ name: 'Twice' }, { idempotencyKey: 'key-twice' })
    const settled = await Promise.allSettled([send(), send(), send()])
    const ids = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    expect(new Set(ids).size).toBe(1)
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ statusCode: 409 })
    const again = await sandbox
      .stripe({ maxNetworkRetries: 2 })
      .customers.create({ name: 'Twice' }, { idempotencyKey: 'key-twice' })
    expect(ids).toContain(again.id)
  })

  test('at most 255 characters', async () => {
    const idempotencyKey = 'x'.repeat(256)
    expect(await refusal(stripe.customers.create({}, { idempotencyKey }))).toMatchObject({
      status: 400,
      type: 'idempotency_error',
    })
  })

  test('a key is forgotten after 24 hours', async () => {
    const send = () => stripe.customers.create({ name: 'Later' }, { idempotencyKey: 'key-later' })
    const { id } = await send()
    await sandbox.control('POST', '/clock', { advance: 'PT23H' })
    expect((await send()).id).toBe(id)
    await sandbox.control('POST', '/clock', { advance: 'PT2H' })
    expect((await send()).id).not.toBe(id)
  })
})

describe('faults', () => {
  // The SDK repeats by itself what was cut off, once.
  const fault = (kind: string) =>
    sandbox.control('POST', '/faults', {
      provider: 'stripe',
      method: 'POST',
      path: '/v1/customers',
      fault: kind,
      times: kind === 'reset' ? 2 : 1,
    })
  const made = async (email: string) => (await stripe.customers.list({ email })).data.length

  test.each([
    ['error-500', 500, 'api_error'],
    ['error-429', 429, 'invalid_request_error'],
    ['conflict-409', 409, 'idempotency_error'],
  ])('%s is answered in Stripe’s shape, and nothing happens', async (kind, status, type) => {
    await fault(kind)
    const email = `${kind}@example.test`
    expect(await refusal(stripe.customers.create({ email }))).toMatchObject({ status, type })
    expect(await made(email)).toBe(0)
  })

  test.each([
    ['timeout-before', 0],
    ['reset', 0],
    ['timeout-after-commit', 1],
  ])('%s: no answer; made %i times', async (kind, times) => {
    await fault(kind)
    const email = `${kind}@example.test`
    const call = sandbox.stripe({ timeout: 200 }).customers.create({ email }, { timeout: 200 })
    expect(await refusal(call)).toMatchObject({ error: { type: 'StripeConnectionError' } })
    expect(await made(email)).toBe(times)
  })

  test('an answer that was lost is found again by its key: the SDK’s own repetition makes one customer', async () => {
    await fault('timeout-after-commit')
    const email = 'lost@example.test'
    const impatient = sandbox.stripe({ maxNetworkRetries: 2, timeout: 200 })
    const customer = await impatient.customers.create({ email })
    expect(customer.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(await made(email)).toBe(1)
  })
})

describe('the catalog', () => {
  test('a product may carry an id of our choice, once', async () => {
    await stripe.products.create({ id: 'addon-storage', name: 'Storage' })
    expect(await refusal(stripe.products.create({ id: 'addon-storage', name: 'Again' }))).toMatchObject({
      status: 400,
      code: 'resource_already_exists',
    })
    expect((await stripe.products.update('addon-storage', { name: 'More storage' })).name).toBe(
      'More storage',
    )
  })

  test('what a price costs never changes', async () => {
    const { id } = await sellMonthly(stripe, { name: 'Fixed', cents: 100 })
    expect(await refusal(stripe.prices.update(id, { unit_amount: 200 } as object))).toMatchObject({
      code: 'parameter_unknown',
      param: 'unit_amount',
    })
    expect(await stripe.prices.update(id, { active: false, nickname: 'old' })).toMatchObject({
      active: false,
      nickname: 'old',
      unit_amount: 100,
    })
  })

  test('a lookup key finds one price, and moves only when told to', async () => {
    const price = (transfer: boolean) =>
      stripe.prices.create({
        currency: 'usd',
        unit_amount: 100,
        recurring: { interval: 'month', interval_count: 3 },
        product_data: { name: 'Quarterly' },
        lookup_key: 'quarterly',
        transfer_lookup_key: transfer,
      })
    const first = await price(false)
    expect(first.recurring).toMatchObject({ interval: 'month', interval_count: 3 })
    expect(first.unit_amount_decimal?.toString()).toBe('100')
    expect((await refusal(price(false))).message).toBe(
      `A price (\`${first.id}\`) already uses that lookup key.`,
    )
    const second = await price(true)
    const { data } = await stripe.prices.list({ lookup_keys: ['quarterly', 'other'] })
    expect(data.map(({ id }) => id)).toEqual([second.id])
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull()
  })
})
