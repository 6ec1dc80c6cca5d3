import { createHmac } from 'node:crypto'
import Razorpay from 'razorpay'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestSandbox, type TestSandbox } from '../testing/open-test-sandbox.ts'
import { deliveries, paidOrder, pay, placeOrder } from '../testing/scenario.ts'

let sandbox: TestSandbox
beforeEach(async () => {
  sandbox = await openTestSandbox()
})
afterEach(() => sandbox.stop())

const quiet = () => sandbox.control('GET', '/quiet')
const mode = (body: object) => sandbox.control('PUT', '/webhooks/mode', body)
const eventsOf = (list: readonly { event: string }[]) => list.map(({ event }) => event)

describe('what is sent', () => {
  test('one captured payment: payment.authorized, payment.captured, order.paid, in this order', async () => {
    await paidOrder(sandbox)
    await quiet()
    expect(eventsOf(sandbox.app.received)).toEqual(['payment.authorized', 'payment.captured', 'order.paid'])
    expect(sandbox.app.received[0]?.path).toBe('/api/webhooks/razorpay')
  })

  test('signed over the raw body with the webhook secret, its id in the header', async () => {
    await paidOrder(sandbox)
    const [first] = await sandbox.app.waitFor(1)
    const signature = String(first?.headers['x-razorpay-signature'])
    const { webhookSecret } = sandbox.config
    expect(signature).toBe(
      createHmac('sha256', webhookSecret)
        .update(first?.raw ?? '')
        .digest('hex'),
    )
    expect(Razorpay.validateWebhookSignature(first?.raw ?? '', signature, webhookSecret)).toBe(true)
    expect(first?.eventId).toMatch(/^[0-9A-Za-z]{14}$/)
  })

  test('order.paid holds the payment and the order as they are then', async () => {
    const { order, paymentId } = await paidOrder(sandbox)
    await quiet()
    const body = JSON.parse(sandbox.app.received[2]?.raw ?? '{}') as object
    expect(body).toMatchObject({
      entity: 'event',
      account_id: expect.stringMatching(/^acc_/),
      event: 'order.paid',
      contains: ['payment', 'order'],
      payload: {
        payment: { entity: { id: paymentId, status: 'captured', captured: true } },
        order: { entity: { id: order.id, status: 'paid', amount_paid: 35_800, amount_due: 0 } },
      },
      created_at: expect.any(Number),
    })
  })

  test('a failure and a refund are told too', async () => {
    const order = await placeOrder(sandbox)
    await pay(sandbox, order, { outcome: 'failed' })
    const { razorpay_payment_id: id } = await pay(sandbox, order)
    await sandbox.sdk.payments.refund(id, { amount: 10_000 })
    await quiet()
    expect(eventsOf(sandbox.app.received)).toEqual([
      'payment.failed',
      'payment.authorized',
      'payment.captured',
      'order.paid',
      'refund.created',
      'refund.processed',
    ])
    const last = JSON.parse(sandbox.app.received[5]?.raw ?? '{}') as object
    expect(last).toMatchObject({
      contains: ['refund', 'payment'],
      payload: { refund: { entity: { status: 'processed', acquirer_data: { arn: expect.any(String) } } } },
    })
  })
})

describe('when the app does not take it', () => {
  test('it is tried again with growing pauses, each attempt recorded, until the app answers 2xx', async () => {
    sandbox.app.answerWith(500)
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await sandbox.app.waitFor(1)
    await sandbox.control('POST', '/clock', { advance: 'PT20S' })
    sandbox.app.answerWith(200)
    await sandbox.control('POST', '/clock', { advance: 'PT1M' })

    const [delivery] = await deliveries(sandbox)
    expect(delivery).toMatchObject({ event: 'payment.failed', status: 'delivered', nextAttemptAt: null })
    const attempts = delivery?.attempts ?? []
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 500, 500, 200])
    expect(attempts[0]).toMatchObject({ number: 1, response: 'not now', error: null })
    const at = attempts.map((attempt) => Temporal.Instant.from(attempt.at ?? '').epochMilliseconds)
    const pauses = at.slice(1).map((ms, index) => Math.round((ms - (at[index] ?? 0)) / 1000))
    expect(pauses).toEqual([2, 4, 8, 16])
    expect(new Set(sandbox.app.received.map(({ eventId }) => eventId)).size).toBe(1)
  })

  test('after 24 hours of failures it is given up and the webhook is disabled until somebody enables it', async () => {
    sandbox.app.answerWith(503)
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await sandbox.control('POST', '/clock', { advance: 'P2D' })
    const [given] = await deliveries(sandbox)
    expect(given).toMatchObject({ status: 'given_up' })
    expect(given?.attempts.length).toBeGreaterThan(12)

    sandbox.app.answerWith(200)
    await paidOrder(sandbox)
    await quiet()
    expect((await deliveries(sandbox))[0]).toMatchObject({ status: 'endpoint_disabled', attempts: [] })

    await sandbox.control('POST', '/webhooks/endpoints/razorpay/enable')
    await paidOrder(sandbox)
    await quiet()
    expect((await deliveries(sandbox))[0]).toMatchObject({ status: 'delivered' })
  })

  test('no answer within 5 s has failed', { timeout: 20_000 }, async () => {
    sandbox.app.answerWith(null)
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await sandbox.control('POST', '/clock', { advance: 'PT0S' })
    const [delivery] = await deliveries(sandbox)
    expect(delivery?.attempts[0]).toMatchObject({ status: null, error: 'no answer within 5 s' })
  })

  test('what was not delivered is still sent after a restart', async () => {
    sandbox.app.answerWith(500)
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await sandbox.app.waitFor(1)
    await sandbox.restart()
    sandbox.app.answerWith(200)
    await sandbox.control('POST', '/clock', { advance: 'PT1M' })
    expect((await deliveries(sandbox))[0]).toMatchObject({ status: 'delivered' })
  })
})

describe('delivery modes', () => {
  test('duplicate: the same event id as often as asked', async () => {
    await mode({ duplicate: 3 })
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await quiet()
    expect(sandbox.app.received).toHaveLength(3)
    expect(new Set(sandbox.app.received.map(({ eventId }) => eventId)).size).toBe(1)
  })

  test('drop: 1 loses every event for good', async () => {
    await mode({ drop: 1 })
    await paidOrder(sandbox)
    await sandbox.control('POST', '/clock', { advance: 'P2D' })
    expect(sandbox.app.received).toHaveLength(0)
    expect(new Set((await deliveries(sandbox)).map(({ status }) => status))).toEqual(new Set(['dropped']))
  })

  test('shuffle: events overtake each other, none is lost', async () => {
    await mode({ shuffle: true })
    for (let turn = 0; turn < 8; turn += 1) await paidOrder(sandbox)
    await quiet()
    expect(sandbox.app.received).toHaveLength(24)
    const inOrder = Array.from({ length: 8 }, () => [
      'payment.authorized',
      'payment.captured',
      'order.paid',
    ]).flat()
    expect(eventsOf(sandbox.app.received)).not.toEqual(inOrder)
  })

  test('delayMs: not before its time, and quiet waits for it', async () => {
    await mode({ delayMs: 400 })
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await quiet()
    const [delivery] = await deliveries(sandbox)
    const created = Temporal.Instant.from(delivery?.createdAt ?? '')
    const sent = Temporal.Instant.from(delivery?.attempts[0]?.at ?? '')
    expect(sent.since(created).total('milliseconds')).toBeGreaterThanOrEqual(400)
  })

  test('paused: nothing goes but what is sent again by hand; then all goes', async () => {
    await mode({ paused: true })
    await paidOrder(sandbox)
    expect((await quiet()).body).toEqual({ quiet: true })
    expect(sandbox.app.received).toHaveLength(0)
    const [last] = await deliveries(sandbox)
    await sandbox.control('POST', `/webhooks/${last?.id}/redeliver`)
    await sandbox.app.waitFor(1)
    expect(eventsOf(sandbox.app.received)).toEqual(['order.paid'])
    await mode({ paused: false })
    await quiet()
    expect(eventsOf(sandbox.app.received)).toEqual(['order.paid', 'payment.authorized', 'payment.captured'])
  })

  test('redeliver: a delivered event comes again under its id', async () => {
    await pay(sandbox, await placeOrder(sandbox), { outcome: 'failed' })
    await quiet()
    const [delivery] = await deliveries(sandbox)
    const answer = await sandbox.control('POST', `/webhooks/${delivery?.id}/redeliver`)
    expect(answer.status).toBe(202)
    await quiet()
    expect(sandbox.app.received.map(({ eventId }) => eventId)).toEqual([delivery?.eventId, delivery?.eventId])
  })

  test('the mode outlives a restart and a reset takes it back', async () => {
    await mode({ duplicate: 2, shuffle: true, delayMs: 200, drop: 0.1, paused: false })
    await sandbox.restart()
    const read = async () => (await sandbox.control('GET', '/webhooks/mode')).body
    expect(await read()).toEqual({ duplicate: 2, shuffle: true, delayMs: 200, drop: 0.1, paused: false })
    await sandbox.control('POST', '/reset')
    expect(await read()).toEqual({ duplicate: 1, shuffle: false, delayMs: 0, drop: 0, paused: false })
  })
})
