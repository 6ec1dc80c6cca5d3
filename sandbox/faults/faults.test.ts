import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openTestSandbox, pointAt } from '../testing/open-test-sandbox.ts'
import { paidOrder, placeOrder, refusalOf } from '../testing/scenario.ts'
import { fitsPath } from './take-fault.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
afterEach(() => sandbox.control('POST', '/reset'))

const { sdk } = sandbox
const fault = (body: object) => sandbox.control('POST', '/faults', { provider: 'razorpay', ...body })
const create = (receipt: string) => sdk.orders.create({ amount: 35_800, currency: 'INR', receipt })
const made = async (receipt: string) => (await sdk.orders.all({ receipt })).count

describe('faults', () => {
  test.each([
    ['error-500', 500, 'SERVER_ERROR'],
    ['error-429', 429, 'BAD_REQUEST_ERROR'],
    ['conflict-409', 409, 'BAD_REQUEST_ERROR'],
  ])('%s answers at once and nothing happens', async (kind, status, code) => {
    await fault({ method: 'POST', path: '/v1/orders', fault: kind })
    expect(await refusalOf(create(kind))).toMatchObject({ statusCode: status, error: { code } })
    expect(await made(kind)).toBe(0)
    await create(kind)
    expect(await made(kind)).toBe(1)
  })

  test('timeout-after-commit: no answer, but it happened, and the receipt finds it', async () => {
    pointAt(sdk, sandbox.urls().razorpay, 150)
    await fault({ method: 'POST', path: '/v1/orders', fault: 'timeout-after-commit' })
    // The SDK has no answer to read a status from: a TypeError means "outcome unknown".
    await expect(create('after')).rejects.toThrow(TypeError)
    pointAt(sdk, sandbox.urls().razorpay)
    expect(await made('after')).toBe(1)
  })

  test.each(['timeout-before', 'reset'])('%s: no answer, and nothing happened', async (kind) => {
    pointAt(sdk, sandbox.urls().razorpay, 150)
    await fault({ method: 'POST', path: '/v1/orders', fault: kind })
    await expect(create(kind)).rejects.toThrow(TypeError)
    pointAt(sdk, sandbox.urls().razorpay)
    expect(await made(kind)).toBe(0)
  })

  test('a refund whose answer was lost is made once when it is sent again with its key', async () => {
    const { paymentId } = await paidOrder(sandbox)
    await fault({ method: 'POST', path: '/v1/payments/{id}/refund', fault: 'timeout-after-commit' })
    const { keyId, keySecret } = sandbox.config
    const send = () =>
      fetch(`${sandbox.urls().razorpay}/v1/payments/${paymentId}/refund`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${keyId}:${keySecret}`)}`,
          'x-refund-idempotency': 'lost-answer-1',
        },
        body: '{"amount":10000}',
        signal: AbortSignal.timeout(150),
      })
    await expect(send()).rejects.toThrow()
    expect((await send()).status).toBe(200)
    expect((await sdk.payments.fetch(paymentId)).amount_refunded).toBe(10_000)
  })

  test('strikes as often as told, only its method and path, and outlives a restart', async () => {
    await fault({ method: 'GET', path: '/v1/payments', times: 2, fault: 'error-500' })
    await placeOrder(sandbox)
    await sandbox.restart()
    const list = await sandbox.control('GET', '/faults')
    expect(list.body).toMatchObject([
      { fault: 'error-500', method: 'GET', path: '/v1/payments', timesLeft: 2 },
    ])
    await refusalOf(sdk.payments.all())
    await refusalOf(sdk.payments.all())
    expect((await sdk.payments.all()).entity).toBe('collection')
    expect((await sandbox.control('GET', '/faults')).body).toEqual([])
  })

  test('can be taken back', async () => {
    const { body } = await fault({ fault: 'error-500' })
    const path = `/faults/${(body as { id: number }).id}`
    expect((await sandbox.control('DELETE', path)).status).toBe(200)
    expect((await sandbox.control('DELETE', path)).status).toBe(404)
    expect((await sdk.orders.all()).entity).toBe('collection')
  })

  test.each([
    ['/', '/v1/orders', true],
    ['/v1/orders', '/v1/orders/order_1/payments', true],
    ['/v1/orders/:id/payments', '/v1/orders/order_1/payments', true],
    ['/v1/payments/*/refund', '/v1/payments/pay_1/capture', false],
    ['/v1/orders/{id}', '/v1/orders', false],
    ['/v1/order', '/v1/orders', false],
  ])('%s fits %s: %s', (pattern, pathname, fits) => {
    expect(fitsPath({ pattern, pathname })).toBe(fits)
  })
})
