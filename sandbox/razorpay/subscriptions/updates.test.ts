import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { refusalOf } from '../../testing/scenario.ts'
import {
  activeSubscription,
  bankAnswers,
  invoicesOf,
  moveTo,
  newsOf,
  placePlan,
  placeSubscription,
  read,
} from '../../testing/subscription-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const abroad = { region: 'international' }
const refused = async (call: Promise<unknown>) => (await refusalOf(call)).error
const addon = { item: { name: 'Setup', amount: 10_000, currency: 'INR' } }

describe('what most ways to pay in India do not allow', () => {
  test.each([
    ['card', 'Only offers can be updated for subscriptions when payment mode is domestic card'],
    ['upi', 'subscriptions cannot be updated when payment mode is UPI'],
    ['emandate', 'subscriptions cannot be updated when payment mode is emandate'],
  ])('%s: no change, now or later', async (method, description) => {
    const made = await activeSubscription(sandbox, {}, { method })
    const other = await placePlan(sandbox, { amount: 50_000 })
    for (const change of [{ quantity: 2 }, { plan_id: other.id }, { remaining_count: 3 }]) {
      for (const schedule_change_at of ['now', 'cycle_end'] as const) {
        const { statusCode, error } = await refusalOf(
          sdk.subscriptions.update(made.id, { ...change, schedule_change_at }),
        )
        expect([statusCode, error.code, error.description]).toEqual([400, 'BAD_REQUEST_ERROR', description])
        expect(error.field).toBe(method === 'card' ? 'offer_id' : undefined)
      }
    }
    expect(await read(sandbox, made)).toEqual(made)
  })

  test.each([
    ['card', "Addons can't be added for subscriptions when payment mode is domestic card"],
    ['upi', "Add-ons can't be added for Subscriptions when payment mode is upi"],
  ])('%s: no add-on', async (method, description) => {
    const made = await activeSubscription(sandbox, {}, { method })
    const error = await refused(sdk.subscriptions.createAddon(made.id, addon as never))
    expect(error).toMatchObject({ code: 'BAD_REQUEST_ERROR', description })
  })
})

describe('a card from abroad', () => {
  test('changes at the end of the cycle, which can be looked at and called off', async () => {
    const made = await activeSubscription(sandbox, {}, abroad)
    await sdk.subscriptions.update(made.id, { quantity: 3, schedule_change_at: 'cycle_end' })
    expect(await read(sandbox, made)).toMatchObject({
      quantity: 1,
      has_scheduled_changes: true,
      change_scheduled_at: made.current_end,
    })
    expect(await sdk.subscriptions.pendingUpdate(made.id)).toMatchObject({ id: made.id, quantity: 3 })
    await sdk.subscriptions.cancelScheduledChanges(made.id)
    expect(await read(sandbox, made)).toEqual(made)
    expect(await refused(sdk.subscriptions.pendingUpdate(made.id))).toMatchObject({
      description: 'No Pending update for this subscription',
    })

    await sdk.subscriptions.update(made.id, { quantity: 3, schedule_change_at: 'cycle_end' })
    await moveTo(sandbox, made.current_end)
    expect(await read(sandbox, made)).toMatchObject({ quantity: 3, has_scheduled_changes: false })
    expect((await invoicesOf(sandbox, made))[1]).toMatchObject({ amount: 107_400, status: 'paid' })
    expect((await newsOf(sandbox, made))[7]).toBe('subscription.updated')
  })

  test('raised now pays the rest of the cycle, and the cycle stays as it is', async () => {
    const made = await activeSubscription(sandbox, {}, abroad)
    const whole = Number(made.current_end) - Number(made.current_start)
    await moveTo(sandbox, Number(made.current_start) + Math.floor(whole / 2))
    await sdk.subscriptions.update(made.id, { quantity: 2, schedule_change_at: 'now' })
    const { paid_count, current_end, quantity } = await read(sandbox, made)
    expect([paid_count, current_end, quantity]).toEqual([1, made.current_end, 2])
    const [, difference] = await invoicesOf(sandbox, made)
    expect(Math.abs(Number(difference?.amount) - 17_900)).toBeLessThan(5)
    expect(difference).toMatchObject({ status: 'paid', billing_end: made.current_end })
  })

  test('lowered now gives the difference back; when the bank refuses, nothing is changed', async () => {
    const made = await activeSubscription(sandbox, { quantity: 2 }, abroad)
    const [invoice] = await invoicesOf(sandbox, made)
    await sdk.subscriptions.update(made.id, { quantity: 1 })
    const payment = await sdk.payments.fetch(invoice?.payment_id ?? '')
    expect(payment.amount_refunded).toBeGreaterThan(35_000)
    await bankAnswers(sandbox, made, 'failed')
    await refused(sdk.subscriptions.update(made.id, { quantity: 5 }))
    expect((await read(sandbox, made)).quantity).toBe(1)
  })

  test('takes an add-on on the next invoice, once', async () => {
    const made = await activeSubscription(sandbox, {}, abroad)
    await sdk.subscriptions.createAddon(made.id, addon as never)
    await moveTo(sandbox, made.charge_at)
    const next = await read(sandbox, made)
    await moveTo(sandbox, next.charge_at)
    const amounts = (await invoicesOf(sandbox, made)).map(({ amount }) => amount)
    expect(amounts).toEqual([35_800, 45_800, 35_800])
  })

  test('another number of cycles left', async () => {
    const made = await activeSubscription(sandbox, {}, abroad)
    await sdk.subscriptions.update(made.id, { remaining_count: 1, schedule_change_at: 'now' })
    expect(await read(sandbox, made)).toMatchObject({ total_count: 2, remaining_count: 1 })
    await moveTo(sandbox, made.charge_at)
    expect((await read(sandbox, made)).status).toBe('completed')
  })
})

describe('a change is refused', () => {
  test('that changes nothing, that is of no use, or that names what cannot be changed', async () => {
    const made = await activeSubscription(sandbox, {}, abroad)
    const update = (input: object) => refused(sdk.subscriptions.update(made.id, input as never))
    expect((await update({})).description).toBe("Parameters to update can't be empty")
    expect(await update({ remaining_count: 0 })).toMatchObject({
      description: 'The remaining count must be at least 1.',
      field: 'remaining_count',
    })
    expect((await update({ total_count: 3 })).description).toBe(
      'total_count is/are not required and should not be sent',
    )
  })

  test('before it was approved', async () => {
    const made = await placeSubscription(sandbox)
    expect(await refused(sdk.subscriptions.update(made.id, { quantity: 2 }))).toMatchObject({
      description: "Can't update subscription when subscription is not in Authenticated or Active state",
      field: 'status',
    })
  })
})
