import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import {
  activeSubscription,
  approve,
  attemptsOn,
  bankAnswers,
  invoicesOf,
  moveTo,
  newsOf,
  placePlan,
  read,
} from '../../testing/subscription-scenario.ts'
import type { SubscriptionEntity } from './subscription-entities.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const day = 86_400
const control = (path: string, body: object = {}) => sandbox.control('POST', path, body)

/** The charge of the next cycle has failed once. */
async function pendingSubscription(
  overrides: Readonly<Record<string, unknown>> = {},
  how: object = {},
): Promise<SubscriptionEntity> {
  const active = await activeSubscription(sandbox, overrides, how)
  await bankAnswers(sandbox, active, 'failed')
  await moveTo(sandbox, active.charge_at)
  return read(sandbox, active)
}

describe('each cycle', () => {
  test('is charged when the one before ends, with an invoice, an order and a payment of its own', async () => {
    const first = await activeSubscription(sandbox)
    await moveTo(sandbox, first.charge_at)
    const second = await read(sandbox, first)
    expect(second).toMatchObject({
      status: 'active',
      paid_count: 2,
      remaining_count: 10,
      current_start: first.current_end,
      charge_at: second.current_end,
    })
    expect(second.current_end).toBeGreaterThan(Number(second.current_start) + 27 * day)
    expect((await newsOf(sandbox, first)).slice(7)).toEqual([
      'payment.authorized',
      'payment.captured',
      'order.paid',
      'invoice.paid',
      'subscription.charged',
    ])
    const invoices = await invoicesOf(sandbox, first)
    expect(invoices.map(({ status, billing_start }) => [status, billing_start])).toEqual([
      ['paid', first.current_start],
      ['paid', first.current_end],
    ])
    expect(new Set(invoices.map(({ order_id }) => order_id)).size).toBe(2)
  })

  test('the last one completes it, and nothing is charged any more', async () => {
    const made = await activeSubscription(sandbox, { total_count: 2 })
    await moveTo(sandbox, made.charge_at)
    const done = await read(sandbox, made)
    expect(done).toMatchObject({ status: 'completed', paid_count: 2, remaining_count: 0, charge_at: null })
    expect(done.current_start).toBe(made.end_at)
    expect((await newsOf(sandbox, made)).at(-1)).toBe('subscription.completed')
    await control('/clock', { advance: 'P2M' })
    expect(await invoicesOf(sandbox, made)).toHaveLength(2)
  })

  test('what was slept through is charged cycle by cycle', async () => {
    const made = await activeSubscription(sandbox)
    await control('/clock', { advance: 'P95D' })
    expect((await read(sandbox, made)).paid_count).toBe(4)
    await sandbox.restart()
    expect((await read(sandbox, made)).paid_count).toBe(4)
  })
})

describe('a charge that fails', () => {
  test('makes it pending, is tried again on the next day, and moves it on when it succeeds', async () => {
    const active = await activeSubscription(sandbox)
    await bankAnswers(sandbox, active, 'failed')
    await moveTo(sandbox, active.charge_at)
    const pending = await read(sandbox, active)
    expect(pending).toMatchObject({
      status: 'pending',
      auth_attempts: 1,
      charge_at: Number(active.charge_at) + day,
      paid_count: 1,
      current_start: active.current_start,
      current_end: active.current_end,
    })
    expect((await newsOf(sandbox, active)).slice(7)).toEqual(['payment.failed', 'subscription.pending'])

    await bankAnswers(sandbox, active, 'captured')
    await moveTo(sandbox, pending.charge_at)
    expect(await read(sandbox, active)).toMatchObject({
      status: 'active',
      auth_attempts: 0,
      paid_count: 2,
      // The cycle is the one it was for, however late it was paid.
      current_start: active.current_end,
    })
    expect((await newsOf(sandbox, active)).slice(9)).toEqual([
      'payment.authorized',
      'payment.captured',
      'order.paid',
      'invoice.paid',
      'subscription.activated',
      'subscription.charged',
    ])
    const [, invoice] = await invoicesOf(sandbox, active)
    expect((await attemptsOn(sandbox, invoice as never)).map(({ status }) => status)).toEqual([
      'failed',
      'captured',
    ])
  })

  test('on the day and the three days after halts it; its invoices still come, and nobody charges them', async () => {
    const pending = await pendingSubscription()
    const chargeDay = Number(pending.charge_at) - day
    await moveTo(sandbox, chargeDay + 3 * day - 1)
    expect(await read(sandbox, pending)).toMatchObject({ status: 'pending', auth_attempts: 3 })
    await moveTo(sandbox, chargeDay + 3 * day)
    const halted = await read(sandbox, pending)
    expect(halted).toMatchObject({ status: 'halted', auth_attempts: 0, paid_count: 1 })
    const told = (await newsOf(sandbox, pending)).filter((event) => /pending|halted|failed/.test(event))
    expect(told).toEqual([
      ...['payment.failed', 'subscription.pending'],
      ...['payment.failed', 'subscription.pending'],
      ...['payment.failed', 'subscription.pending'],
      ...['payment.failed', 'subscription.halted'],
    ])
    await control('/clock', { advance: 'P1M' })
    const invoices = await invoicesOf(sandbox, pending)
    expect(invoices.map(({ status }) => status)).toEqual(['paid', 'issued', 'issued'])
    expect(await attemptsOn(sandbox, invoices[2] as never)).toEqual([])
  })

  test('tells why, in the payment', async () => {
    const pending = await pendingSubscription()
    const [, invoice] = await invoicesOf(sandbox, pending)
    expect(await attemptsOn(sandbox, invoice as never)).toMatchObject([
      { status: 'failed', error_code: 'BAD_REQUEST_ERROR', error_reason: 'insufficient_funds' },
    ])
  })
})

describe('the way out of a failed charge', () => {
  test('paying the open order by hand moves it on', async () => {
    const pending = await pendingSubscription()
    const [, invoice] = await invoicesOf(sandbox, pending)
    await control(`/razorpay/orders/${invoice?.order_id}/pay`, { method: 'upi' })
    expect(await read(sandbox, pending)).toMatchObject({ status: 'active', paid_count: 2, auth_attempts: 0 })
    expect((await invoicesOf(sandbox, pending))[1]).toMatchObject({ status: 'paid' })
  })

  test('and so it does after the halt: it is charged again from the next cycle on', async () => {
    const pending = await pendingSubscription()
    await moveTo(sandbox, Number(pending.charge_at) + 2 * day)
    const [, invoice] = await invoicesOf(sandbox, pending)
    await control(`/razorpay/orders/${invoice?.order_id}/pay`)
    const back = await read(sandbox, pending)
    expect(back).toMatchObject({
      status: 'active',
      paid_count: 2,
      current_end: invoice?.billing_end,
      charge_at: invoice?.billing_end,
    })
    await bankAnswers(sandbox, pending, 'captured')
    await moveTo(sandbox, back.charge_at)
    expect(await read(sandbox, pending)).toMatchObject({
      status: 'active',
      paid_count: 3,
      remaining_count: 9,
    })
  })

  test('another card is charged at once while it is pending', async () => {
    const pending = await pendingSubscription()
    const { razorpay_payment_id: id } = await approve(sandbox, pending)
    expect(await read(sandbox, pending)).toMatchObject({ status: 'active', paid_count: 2 })
    expect(await sandbox.sdk.payments.fetch(id)).toMatchObject({ amount: 35_800, status: 'captured' })
  })

  test('after the halt another card is charged for later cycles only', async () => {
    const pending = await pendingSubscription()
    await moveTo(sandbox, Number(pending.charge_at) + 2 * day)
    const { razorpay_payment_id: id } = await approve(sandbox, pending)
    expect(await sandbox.sdk.payments.fetch(id)).toMatchObject({ amount: 500, status: 'refunded' })
    expect(await read(sandbox, pending)).toMatchObject({ status: 'active', paid_count: 1 })
    expect((await invoicesOf(sandbox, pending))[1]).toMatchObject({ status: 'issued' })
  })

  test('a UPI mandate can be moved to a card only', async () => {
    const pending = await pendingSubscription({}, { method: 'upi' })
    const path = `/razorpay/subscriptions/${pending.id}/authenticate`
    expect((await control(path, { method: 'emandate' })).status).toBe(409)
    expect((await control(path, { method: 'card' })).status).toBe(200)
    expect(await read(sandbox, pending)).toMatchObject({ status: 'active', payment_method: 'card' })
  })
})

describe('RBI: more than ₹15,000 needs the payer', () => {
  const large = 1_500_100
  test.each(['card', 'upi', 'emandate'])('%s: approving pays it, the next debit fails', async (method) => {
    const plan = await placePlan(sandbox, { amount: large })
    const active = await activeSubscription(sandbox, { plan }, { method })
    expect(active).toMatchObject({ status: 'active', paid_count: 1 })
    await moveTo(sandbox, active.charge_at)
    expect((await read(sandbox, active)).status).toBe('pending')
    const [, invoice] = await invoicesOf(sandbox, active)
    expect(await attemptsOn(sandbox, invoice as never)).toMatchObject([
      {
        status: 'failed',
        error_step: 'payment_authentication',
        error_reason: 'authentication_failed',
        error_source: 'customer',
      },
    ])
    await control(`/razorpay/orders/${invoice?.order_id}/pay`)
    expect((await read(sandbox, active)).status).toBe('active')
  })

  test('₹15,000 itself does not, nor does a card from abroad', async () => {
    const exact = await placePlan(sandbox, { amount: 1_500_000 })
    const plan = await placePlan(sandbox, { amount: large })
    const domestic = await activeSubscription(sandbox, { plan: exact })
    const abroad = await activeSubscription(sandbox, { plan }, { region: 'international' })
    await moveTo(sandbox, abroad.charge_at)
    for (const made of [domestic, abroad]) {
      expect(await read(sandbox, made)).toMatchObject({ status: 'active', paid_count: 2 })
    }
  })
})
