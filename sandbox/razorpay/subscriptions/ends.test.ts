import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { refusalOf } from '../../testing/scenario.ts'
import {
  activeSubscription,
  approve,
  bankAnswers,
  invoicesOf,
  moveTo,
  newsOf,
  placeSubscription,
  read,
} from '../../testing/subscription-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { sdk } = sandbox
const refused = async (call: Promise<unknown>) => (await refusalOf(call)).error

describe('cancelling at once', () => {
  test.each(['created', 'authenticated', 'active', 'pending', 'paused'])(
    'a %s one is cancelled',
    async (state) => {
      const made =
        state === 'created'
          ? await placeSubscription(sandbox)
          : state === 'authenticated'
            ? await placeSubscription(sandbox, { start_at: 4_000_000_000 })
            : await activeSubscription(sandbox)
      if (state === 'authenticated') await approve(sandbox, made)
      if (state === 'paused') await sdk.subscriptions.pause(made.id, { pause_at: 'now' })
      if (state === 'pending') {
        await bankAnswers(sandbox, made, 'failed')
        await moveTo(sandbox, made.charge_at)
      }
      expect((await read(sandbox, made)).status).toBe(state)
      await sdk.subscriptions.cancel(made.id, false)
      const ended = await read(sandbox, made)
      expect(ended).toMatchObject({ status: 'cancelled', charge_at: null, ended_at: expect.any(Number) })
      expect((await newsOf(sandbox, made)).at(-1)).toBe('subscription.cancelled')
      const before = await invoicesOf(sandbox, made)
      await sandbox.control('POST', '/clock', { advance: 'P1M' })
      expect(await invoicesOf(sandbox, made)).toEqual(before)
    },
  )

  test('an unpaid invoice is called off with it: its order takes no money any more', async () => {
    const made = await activeSubscription(sandbox)
    await bankAnswers(sandbox, made, 'failed')
    await moveTo(sandbox, made.charge_at)
    await sdk.subscriptions.cancel(made.id, false)
    const [, invoice] = await invoicesOf(sandbox, made)
    expect(invoice).toMatchObject({ status: 'cancelled', cancelled_at: expect.any(Number) })
    const pay = await sandbox.control('POST', `/razorpay/orders/${invoice?.order_id}/pay`, {})
    expect(pay.status).toBe(409)
  })

  test('a second time is refused', async () => {
    const made = await activeSubscription(sandbox)
    await sdk.subscriptions.cancel(made.id, false)
    expect(await refused(sdk.subscriptions.cancel(made.id, false))).toMatchObject({
      description: 'Subscription is not cancellable in cancelled status.',
      field: 'status',
    })
  })

  test('the payer revokes the mandate in the banking app: cancelled too', async () => {
    const made = await activeSubscription(sandbox, {}, { method: 'upi' })
    await sandbox.control('POST', `/razorpay/subscriptions/${made.id}/revoke`)
    expect((await read(sandbox, made)).status).toBe('cancelled')
  })
})

describe('cancelling at the end of the cycle', () => {
  test('shows nowhere until then, also when asked for twice, and is not charged', async () => {
    const made = await activeSubscription(sandbox)
    expect(await sdk.subscriptions.cancel(made.id, true)).toEqual(made)
    await sdk.subscriptions.cancel(made.id, true)
    expect(await read(sandbox, made)).toEqual(made)
    expect(await refused(sdk.subscriptions.cancelScheduledChanges(made.id))).toMatchObject({
      description: 'No Pending update for this subscription',
    })
    expect(await newsOf(sandbox, made)).not.toContain('subscription.cancelled')

    await moveTo(sandbox, Number(made.current_end) - 1)
    expect(await read(sandbox, made)).toEqual(made)
    await moveTo(sandbox, made.current_end)
    expect(await read(sandbox, made)).toMatchObject({ status: 'cancelled', paid_count: 1 })
    expect((await newsOf(sandbox, made)).at(-1)).toBe('subscription.cancelled')
    expect(await invoicesOf(sandbox, made)).toHaveLength(1)
  })

  test('any truthy second argument of the SDK asks for it, an object that says no included', async () => {
    const made = await activeSubscription(sandbox)
    await sdk.subscriptions.cancel(made.id, { cancel_at_cycle_end: false } as never)
    expect((await read(sandbox, made)).status).toBe('active')
  })

  test('can be followed by cancelling at once', async () => {
    const made = await activeSubscription(sandbox)
    await sdk.subscriptions.cancel(made.id, true)
    await sdk.subscriptions.cancel(made.id, false)
    expect((await read(sandbox, made)).status).toBe('cancelled')
  })

  test('is refused before the first cycle', async () => {
    const created = await placeSubscription(sandbox)
    const approved = await placeSubscription(sandbox, { start_at: 4_000_000_000 })
    await approve(sandbox, approved)
    for (const { id } of [created, approved]) {
      expect(await refused(sdk.subscriptions.cancel(id, true))).toMatchObject({
        description: 'Subscription cannot be cancelled since no billing cycle is going on',
      })
    }
  })

  test('while a charge is failing it is answered and nothing comes of it', async () => {
    const made = await activeSubscription(sandbox)
    await bankAnswers(sandbox, made, 'failed')
    await moveTo(sandbox, made.charge_at)
    await sdk.subscriptions.cancel(made.id, true)
    await bankAnswers(sandbox, made, 'captured')
    await sandbox.control('POST', '/clock', { advance: 'P1D' })
    const paid = await read(sandbox, made)
    expect(paid).toMatchObject({ status: 'active', paid_count: 2 })
    await moveTo(sandbox, paid.charge_at)
    expect(await read(sandbox, made)).toMatchObject({ status: 'active', paid_count: 3 })
  })
})

describe('pausing', () => {
  test('stops charging until it is resumed; what passed meanwhile is never charged', async () => {
    const made = await activeSubscription(sandbox)
    await sdk.subscriptions.pause(made.id, { pause_at: 'now' })
    expect(await read(sandbox, made)).toMatchObject({
      status: 'paused',
      charge_at: null,
      pause_initiated_by: 'self',
    })
    expect(await refused(sdk.subscriptions.pause(made.id))).toMatchObject({
      description: "subscription can't be paused as subscription is in paused state",
    })
    await sandbox.control('POST', '/clock', { advance: 'P40D' })
    await sdk.subscriptions.resume(made.id, { resume_at: 'now' })
    const resumed = await read(sandbox, made)
    expect(resumed).toMatchObject({ status: 'active', paid_count: 1, remaining_count: 10 })
    expect((await newsOf(sandbox, made)).slice(-2)).toEqual(['subscription.paused', 'subscription.resumed'])
    await moveTo(sandbox, resumed.charge_at)
    expect(await read(sandbox, made)).toMatchObject({ status: 'active', paid_count: 2 })
  })

  test('only an active one can be resumed from it, and one that has not begun is cancelled by it', async () => {
    const made = await activeSubscription(sandbox)
    expect(await refused(sdk.subscriptions.resume(made.id))).toMatchObject({
      description: "subscription can't be resumed as subscription is in active state",
    })
    const approved = await placeSubscription(sandbox, { start_at: 4_000_000_000 })
    await approve(sandbox, approved)
    await sdk.subscriptions.pause(approved.id)
    expect((await read(sandbox, approved)).status).toBe('cancelled')
  })
})
