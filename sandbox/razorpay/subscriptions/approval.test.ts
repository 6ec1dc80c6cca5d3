import { createRequire } from 'node:module'
import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { deliveries, refusalOf } from '../../testing/scenario.ts'
import {
  approve,
  attemptsOn,
  invoicesOf,
  moveTo,
  newsOf,
  placePlan,
  placeSubscription,
  read,
} from '../../testing/subscription-scenario.ts'

const { validatePaymentVerification } = createRequire(import.meta.url)(
  'razorpay/dist/utils/razorpay-utils',
) as { validatePaymentVerification: (ids: object, signature: string, secret: string) => boolean }

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const create = (input: object) => sdk.subscriptions.create(input as never)
const inSeconds = async (seconds: number) => {
  const { now } = (await sandbox.control('GET', '/clock')).body as { now: string }
  return Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000) + seconds
}
const day = 86_400

describe('a subscription before anybody approved it', () => {
  test('is created, with every field of the samples', async () => {
    const plan = await placePlan(sandbox)
    const made = await placeSubscription(sandbox, {
      plan,
      notes: { reference: 'm1' },
      customer_notify: false,
    })
    expect(made).toEqual({
      id: expect.stringMatching(/^sub_[0-9A-Za-z]{14}$/),
      entity: 'subscription',
      plan_id: plan.id,
      customer_id: null,
      status: 'created',
      current_start: null,
      current_end: null,
      ended_at: null,
      quantity: 1,
      notes: { reference: 'm1' },
      charge_at: null,
      start_at: null,
      end_at: null,
      auth_attempts: 0,
      total_count: 12,
      paid_count: 0,
      customer_notify: false,
      created_at: expect.any(Number),
      expire_by: null,
      short_url: expect.stringContaining(`/checkout/${made.id}`),
      has_scheduled_changes: false,
      change_scheduled_at: null,
      source: 'api',
      payment_method: null,
      offer_id: null,
      remaining_count: 12,
    })
    expect(await read(sandbox, made)).toEqual(made)
    const found = await sdk.subscriptions.all({ plan_id: plan.id })
    expect(found).toMatchObject({ entity: 'collection', count: 1, items: [{ id: made.id }] })
  })

  test('is refused with what cannot be', async () => {
    const { id } = await placePlan(sandbox)
    const past = await inSeconds(-60)
    const cases: [object, string][] = [
      [{ total_count: 12 }, 'The plan id field is required.'],
      [{ plan_id: 'plan_00000000000000', total_count: 12 }, 'The id provided does not exist'],
      [{ plan_id: id }, 'The total_count field is required.'],
      [{ plan_id: id, total_count: 0 }, 'The total count must be at least 1.'],
      [
        { plan_id: id, total_count: 5000 },
        'Exceeds the maximum total_count (1200) allowed for the given period and interval',
      ],
      [{ plan_id: id, total_count: 1, quantity: 0 }, 'The quantity must be at least 1.'],
      [
        { plan_id: id, total_count: 1, expire_by: past },
        'Link expire by cannot be lesser than the current time.',
      ],
      [{ plan_id: id, total_count: 1, start_at: past }, 'The start at must be a future time.'],
      [{ plan_id: id, total_count: 1, tier: 2 }, 'tier is/are not required and should not be sent'],
    ]
    for (const [input, description] of cases) {
      const { statusCode, error } = await refusalOf(create(input))
      expect([statusCode, error.description]).toEqual([400, description])
    }
  })

  test.each(['expire_by', 'start_at'])('expires when it was not approved by its %s', async (limit) => {
    const made = await placeSubscription(sandbox, { [limit]: await inSeconds(day) })
    await sandbox.control('POST', '/clock', { advance: 'P1DT1M' })
    expect((await read(sandbox, made)).status).toBe('expired')
    const answer = await sandbox.control('POST', `/razorpay/subscriptions/${made.id}/authenticate`, {})
    expect(answer.status).toBe(409)
    const { error } = await refusalOf(sdk.subscriptions.cancel(made.id))
    expect(error.description).toBe('Subscription is not cancellable in expired status.')
    expect(await newsOf(sandbox, made)).toEqual([])
  })
})

describe('approval without a start', () => {
  test('pays the first cycle at once: payment, order, invoice and subscription tell of it', async () => {
    const made = await placeSubscription(sandbox, { quantity: 2 })
    const { razorpay_payment_id: paymentId } = await approve(sandbox, made, { method: 'card' })
    const paid = await read(sandbox, made)
    expect(paid).toMatchObject({
      status: 'active',
      paid_count: 1,
      remaining_count: 11,
      customer_id: expect.stringMatching(/^cust_/),
      payment_method: 'card',
      start_at: paid.current_start,
      charge_at: paid.current_end,
    })
    const [invoice, ...others] = await invoicesOf(sandbox, made)
    expect(others).toEqual([])
    expect(invoice).toMatchObject({
      entity: 'invoice',
      status: 'paid',
      subscription_id: made.id,
      payment_id: paymentId,
      amount: 71_600,
      amount_paid: 71_600,
      amount_due: 0,
      billing_start: paid.current_start,
      billing_end: paid.current_end,
      line_items: [{ name: 'Extra Storage 10 GB', unit_amount: 35_800, quantity: 2 }],
    })
    expect(await sdk.payments.fetch(paymentId)).toMatchObject({
      status: 'captured',
      captured: true,
      amount: 71_600,
      order_id: invoice?.order_id,
      invoice_id: invoice?.id,
      customer_id: paid.customer_id,
    })
    expect(await sdk.orders.fetch(invoice?.order_id ?? '')).toMatchObject({ status: 'paid', receipt: null })
    expect(await newsOf(sandbox, made)).toEqual([
      'subscription.authenticated',
      'payment.authorized',
      'payment.captured',
      'order.paid',
      'invoice.paid',
      'subscription.activated',
      'subscription.charged',
    ])
  })

  test("the handler's answer passes the SDK's own check, for this subscription only", async () => {
    const made = await placeSubscription(sandbox)
    const answer = await approve(sandbox, made)
    const check = (subscription_id: string) =>
      validatePaymentVerification(
        { subscription_id, payment_id: answer.razorpay_payment_id },
        answer.razorpay_signature,
        sandbox.config.keySecret,
      )
    expect(answer.razorpay_subscription_id).toBe(made.id)
    expect([check(made.id), check('sub_00000000000000')]).toEqual([true, false])
  })

  test('in what the webhook carries, `captured` is "1" beside a subscription and true elsewhere', async () => {
    const made = await placeSubscription(sandbox)
    await approve(sandbox, made)
    const told = (await deliveries(sandbox)).filter(({ subject }) => subject === made.id)
    const payloads = Object.fromEntries(
      told.map(({ event, payload }) => [
        event,
        payload as { contains: string[]; payload: Record<string, { entity: object }> },
      ]),
    )
    expect(payloads['subscription.charged']).toMatchObject({
      contains: ['subscription', 'payment'],
      payload: {
        subscription: { entity: { id: made.id, status: 'active', paid_count: 1 } },
        payment: { entity: { captured: '1', status: 'captured' } },
      },
    })
    expect(payloads['subscription.authenticated']?.contains).toEqual(['subscription'])
    expect(payloads['payment.captured']?.payload.payment?.entity).toMatchObject({ captured: true })
    expect(payloads['invoice.paid']).toMatchObject({
      contains: ['payment', 'order', 'invoice'],
      payload: { invoice: { entity: { subscription_id: made.id, status: 'paid' } } },
    })
  })

  test('a refused first payment leaves it as it was; the next one approves it', async () => {
    const made = await placeSubscription(sandbox)
    const { error } = await approve(sandbox, made, { outcome: 'failed' })
    expect(error).toMatchObject({ reason: 'payment_failed' })
    expect(await read(sandbox, made)).toEqual(made)
    expect(await invoicesOf(sandbox, made)).toEqual([])
    await approve(sandbox, made)
    expect((await read(sandbox, made)).status).toBe('active')
  })
})

describe('approval with a start', () => {
  test('takes ₹5, gives them back, and charges when the time has come', async () => {
    const start = await inSeconds(10 * day)
    const made = await placeSubscription(sandbox, { start_at: start })
    const { razorpay_payment_id: paymentId } = await approve(sandbox, made, { method: 'upi' })
    expect(await read(sandbox, made)).toMatchObject({
      status: 'authenticated',
      payment_method: 'upi',
      charge_at: start,
      start_at: start,
      paid_count: 0,
      current_start: null,
      current_end: null,
    })
    expect(await sdk.payments.fetch(paymentId)).toMatchObject({
      amount: 500,
      status: 'refunded',
      invoice_id: null,
    })
    expect(await invoicesOf(sandbox, made)).toEqual([])

    await moveTo(sandbox, start)
    const active = await read(sandbox, made)
    expect(active).toMatchObject({ status: 'active', paid_count: 1, current_start: start })
    const [invoice] = await invoicesOf(sandbox, made)
    expect(await attemptsOn(sandbox, invoice as never)).toMatchObject([
      { amount: 35_800, method: 'upi', description: 'Recurring Payment via Subscription' },
    ])
    expect(await newsOf(sandbox, made)).toEqual([
      'subscription.authenticated',
      'payment.authorized',
      'payment.captured',
      'order.paid',
      'invoice.paid',
      'subscription.activated',
      'subscription.charged',
    ])
  })
})
