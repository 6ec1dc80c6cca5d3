import Razorpay from 'razorpay'
import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox, pointAt } from '../testing/open-test-sandbox.ts'
import { paidOrder, pay, placeOrder, refusalOf } from '../testing/scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const create = (input: object) => sdk.orders.create({ amount: 35_800, currency: 'INR', ...input })

describe('orders as Razorpay answers them', () => {
  test('an order carries every field of the sample objects, notes as [] when there are none', async () => {
    const order = await placeOrder(sandbox, { receipt: 'rcptid #1' })
    expect(order).toEqual({
      id: expect.stringMatching(/^order_[0-9A-Za-z]{14}$/),
      entity: 'order',
      amount: 35_800,
      amount_paid: 0,
      amount_due: 35_800,
      currency: 'INR',
      receipt: 'rcptid #1',
      offer_id: null,
      status: 'created',
      attempts: 0,
      notes: [],
      created_at: expect.any(Number),
    })
    const { now } = (await sandbox.control('GET', '/clock')).body as { now: string }
    const seconds = Temporal.Instant.from(now).epochMilliseconds / 1000
    expect(Math.abs(seconds - order.created_at)).toBeLessThan(5)
  })

  test('99 paise is refused with the documented body', async () => {
    expect(await refusalOf(create({ amount: 99 }))).toEqual({
      statusCode: 400,
      error: {
        code: 'BAD_REQUEST_ERROR',
        description: 'Order amount less than minimum amount allowed',
        source: 'business',
        step: 'payment_initiation',
        reason: 'input_validation_failed',
        metadata: {},
        field: 'amount',
      },
    })
  })

  test.each([
    [{ amount: 100.5 }, 'The amount must be an integer.', 'amount'],
    [{ amount: 'ten' }, 'The amount must be an integer.', 'amount'],
    [{ amount: null }, 'The amount field is required.', 'amount'],
    [{ amount: 0 }, 'Order amount less than minimum amount allowed', 'amount'],
    [{ amount: -35_800 }, 'Order amount less than minimum amount allowed', 'amount'],
    [{ amount: 1e9 }, 'Amount exceeds maximum amount allowed.', 'amount'],
    [{ currency: 'XXX' }, 'Currency is not supported', 'currency'],
    [{ receipt: 'x'.repeat(41) }, 'The receipt may not be greater than 40 characters.', 'receipt'],
    [{ notes: 'text' }, 'The notes must be an array.', 'notes'],
    [
      { notes: Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, 'v'])) },
      'Number of fields in notes should be less than or equal to 15',
      'notes',
    ],
    [{ notes: { long: 'x'.repeat(257) } }, 'The notes may not be greater than 256 characters.', 'notes'],
  ])('%j is refused', async (input, description, field) => {
    const { statusCode, error } = await refusalOf(create(input))
    expect(statusCode).toBe(400)
    expect(error).toMatchObject({ code: 'BAD_REQUEST_ERROR', description, field })
  })

  test('a field Razorpay does not know is refused by name', async () => {
    const { error } = await refusalOf(create({ bookingId: 7 }))
    expect(error).toMatchObject({
      description: 'bookingId is/are not required and should not be sent',
      reason: 'extra_field_sent',
    })
  })

  test('the largest allowed receipt and notes pass', async () => {
    const notes = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`k${n}`, 'x'.repeat(256)]))
    const order = await placeOrder(sandbox, { receipt: 'x'.repeat(40), notes })
    expect(order.notes).toEqual(notes)
  })

  test('minor units follow the currency: 295 yen, 295.991 dinar', async () => {
    expect((await placeOrder(sandbox, { amount: 295, currency: 'JPY' })).amount).toBe(295)
    expect((await placeOrder(sandbox, { amount: 295_990, currency: 'KWD' })).amount).toBe(295_990)
  })

  test('an unknown id does not exist, with status 400', async () => {
    const { statusCode, error } = await refusalOf(sdk.orders.fetch('order_00000000000000'))
    expect([statusCode, error.description]).toEqual([400, 'The id provided does not exist'])
  })

  test('an unknown path is answered in the same shape', async () => {
    const { error } = await refusalOf(sdk.settlements.all())
    expect(error.description).toBe('The requested URL was not found on the server.')
  })

  test('wrong keys get 401 Authentication failed and nothing else', async () => {
    const stranger = new Razorpay({ key_id: sandbox.config.keyId, key_secret: 'wrong' })
    pointAt(stranger, sandbox.urls().razorpay)
    expect(await refusalOf(stranger.orders.all())).toEqual({
      statusCode: 401,
      error: { code: 'BAD_REQUEST_ERROR', description: 'Authentication failed' },
    })
  })
})

describe('finding orders', () => {
  test('by receipt: how a lost answer to "create" is found again', async () => {
    const order = await placeOrder(sandbox, { receipt: 'pur_lost' })
    await placeOrder(sandbox, { receipt: 'pur_other' })
    const found = await sdk.orders.all({ receipt: 'pur_lost' })
    expect(found).toMatchObject({ entity: 'collection', count: 1, items: [{ id: order.id }] })
  })

  test('newest first, with count and skip', async () => {
    const first = await placeOrder(sandbox)
    const second = await placeOrder(sandbox)
    const pageOf = async (skip: number) => (await sdk.orders.all({ count: 1, skip })).items[0]?.id
    expect(await pageOf(0)).toBe(second.id)
    expect(await pageOf(1)).toBe(first.id)
  })

  test('from and to are Unix seconds', async () => {
    const order = await placeOrder(sandbox, { receipt: 'dated' })
    const between = (from: number, to: number) => sdk.orders.all({ receipt: 'dated', from, to })
    expect((await between(order.created_at, order.created_at)).count).toBe(1)
    expect((await between(order.created_at + 1, order.created_at + 9)).count).toBe(0)
  })

  test('authorized=1 finds the paid ones', async () => {
    const { order } = await paidOrder(sandbox, { receipt: 'auth' })
    await placeOrder(sandbox, { receipt: 'auth' })
    const found = await sdk.orders.all({ receipt: 'auth', authorized: 1 })
    expect(found.items.map(({ id }) => id)).toEqual([order.id])
  })

  test('count is from 1 to 100', async () => {
    const { error } = await refusalOf(sdk.orders.all({ count: 101 }))
    expect(error).toMatchObject({ description: 'The count may not be greater than 100.', field: 'count' })
  })

  test('notes can be changed, nothing else', async () => {
    const order = await placeOrder(sandbox)
    expect((await sdk.orders.edit(order.id, { notes: { a: 'b' } })).notes).toEqual({ a: 'b' })
    const { error } = await refusalOf(sdk.orders.edit(order.id, { amount: 1 } as never))
    expect(error.reason).toBe('extra_field_sent')
  })
})

describe('order states', () => {
  test('created, attempted by a failure, paid by a success; then it cannot be paid again', async () => {
    const order = await placeOrder(sandbox)
    await pay(sandbox, order, { outcome: 'failed' })
    expect(await sdk.orders.fetch(order.id)).toMatchObject({
      status: 'attempted',
      attempts: 1,
      amount_due: 35_800,
    })
    await pay(sandbox, order)
    expect(await sdk.orders.fetch(order.id)).toMatchObject({
      status: 'paid',
      attempts: 2,
      amount_paid: 35_800,
      amount_due: 0,
    })
    for (const outcome of ['captured', 'authorized', 'failed']) {
      const again = await sandbox.control('POST', `/razorpay/orders/${order.id}/pay`, { outcome })
      expect(again).toMatchObject({ status: 409, type: 'application/problem+json' })
    }
    expect(await sdk.orders.fetch(order.id)).toMatchObject({ attempts: 2 })
  })
})

describe('customers', () => {
  test('the same person again is refused, or found with fail_existing 0', async () => {
    const person = { name: 'Gaurav Kumar', email: 'gaurav.kumar@example.com', contact: '+919876543210' }
    const made = await sdk.customers.create(person)
    expect(made).toMatchObject({ entity: 'customer', ...person, gstin: null, notes: [] })
    const { error } = await refusalOf(sdk.customers.create(person))
    expect(error.description).toBe('Customer already exists for the merchant')
    const found = await sdk.customers.create({ ...person, fail_existing: 0 })
    expect(found.id).toBe(made.id)
    expect((await sdk.customers.fetch(made.id)).email).toBe(person.email)
  })
})
