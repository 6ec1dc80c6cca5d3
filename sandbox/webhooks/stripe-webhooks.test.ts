import Stripe from 'stripe'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { deliveries } from '../testing/scenario.ts'
import { eventsOf, sellMonthly, subscribed } from '../testing/stripe-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())
afterEach(async () => {
  sandbox.app.answerWith(200)
  await sandbox.control('POST', '/reset')
  await sandbox.control('GET', '/quiet')
  sandbox.app.clear()
})
const stripe = sandbox.stripe()
const price = await sellMonthly(stripe, { name: 'Told', cents: 700 })
const { webhookSecret } = sandbox.stripeConfig

describe('webhooks of Stripe', () => {
  test('are signed so that the SDK believes them, on the app’s own route', async () => {
    await subscribed(stripe, price)
    const [first] = await sandbox.app.waitFor(3)
    expect(first?.path).toBe('/api/webhooks/stripe')
    const header = String(first?.headers['stripe-signature'])
    expect(header).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/)
    const event = Stripe.webhooks.constructEvent(first?.raw ?? '', header, webhookSecret, 300)
    expect(event).toMatchObject({
      object: 'event',
      type: 'customer.subscription.created',
      api_version: '2026-10-28.endive',
      livemode: false,
    })
    expect(() => Stripe.webhooks.constructEvent(`${first?.raw} `, header, webhookSecret)).toThrow()
    expect(() => Stripe.webhooks.constructEvent(first?.raw ?? '', header, 'whsec_other')).toThrow()
  })

  test('tell of every change once, with what it was before, and who asked for it', async () => {
    const { customer, id } = await subscribed(stripe, price)
    await stripe.subscriptions.update(id, { cancel_at_period_end: true }, { idempotencyKey: 'told-once' })
    expect(await eventsOf(sandbox, customer)).toEqual([
      'customer.subscription.created',
      'invoice.paid',
      'customer.subscription.updated',
      'customer.subscription.updated',
    ])
    const last = JSON.parse(sandbox.app.received.at(-1)?.raw ?? '{}') as Stripe.Event
    expect(last.data.previous_attributes).toMatchObject({ cancel_at_period_end: false, cancel_at: null })
    expect(last.request).toMatchObject({ id: expect.stringMatching(/^req_/), idempotency_key: 'told-once' })
    expect(last.data.object).toMatchObject({ id, cancel_at_period_end: true })
  })

  test('not taken, they come again under their id and newly signed, for 3 days, and then no more', async () => {
    sandbox.app.answerWith(500)
    await subscribed(stripe, price)
    await sandbox.app.waitFor(1)
    await sandbox.control('POST', '/clock', { advance: 'PT1M' })
    const tries = sandbox.app.received.filter(({ eventId }) => eventId === sandbox.app.received[0]?.eventId)
    expect(tries.length).toBeGreaterThan(2)
    expect(new Set(tries.map(({ headers }) => headers['stripe-signature'])).size).toBe(tries.length)
    await sandbox.control('POST', '/clock', { advance: 'P4D' })
    const given = (await deliveries(sandbox)).filter(({ eventId }) => eventId === tries[0]?.eventId)
    expect(given).toMatchObject([{ status: 'given_up', provider: 'stripe' }])
    // The endpoint itself stays: the next event is sent.
    sandbox.app.answerWith(200)
    sandbox.app.clear()
    await subscribed(stripe, price)
    expect(await sandbox.app.waitFor(3)).toHaveLength(3)
  })

  test('a refused request tells nothing', async () => {
    const { customer, item } = await subscribed(stripe, price)
    const before = await eventsOf(sandbox, customer)
    await stripe.subscriptionItems.del(item).catch(() => null)
    expect(await eventsOf(sandbox, customer)).toEqual(before)
  })
})
