import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import {
  activeSubscription,
  bankAnswers,
  moveTo,
  placePlan,
  placeSubscription,
  read,
} from '../../testing/subscription-scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { keyId } = sandbox.config
const open = async (id: string, search = '') => {
  const response = await fetch(
    `${sandbox.urls().razorpay}/checkout/${id}?key_id=${keyId}&origin=http://localhost:3000${search}`,
  )
  return { status: response.status, text: await response.text() }
}
const send = async (id: string, body: object) => {
  const response = await fetch(`${sandbox.urls().razorpay}/checkout/${id}/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key_id: keyId, method: 'card', card_number: '4111111111111111', ...body }),
  })
  return (await response.json()) as Record<string, unknown>
}

describe('the sheet of a mandate', () => {
  test('shows what is approved: so much in each period, from when on, by which methods', async () => {
    const made = await placeSubscription(sandbox, { quantity: 2 })
    const { status, text } = await open(made.id)
    expect(status).toBe(200)
    expect(text).toContain('Approve ₹716.00 every month')
    expect(text).toContain('First charged today.')
    expect([...text.matchAll(/data-method="(\w+)"/g)].map(([, method]) => method)).toEqual([
      'card',
      'upi',
      'emandate',
    ])
    expect(text).not.toMatch(/ style="| on[a-z]+="|<script>/)

    const plan = await placePlan(sandbox, { interval: 3 })
    const later = await placeSubscription(sandbox, { plan, start_at: 4_000_000_000 })
    const { text: ahead } = await open(later.id)
    expect(ahead).toContain('Every 3 months')
    expect(ahead).toContain('First charged on 2 Oct 2096. ₹5.00 is taken today to check it, and given back.')
  })

  test.each([
    ['card', { card_number: '4111111111111111' }, 'card', false],
    ['card', { card_number: '5555 5555 5555 4444' }, 'card', true],
    ['upi', { vpa: 'success@razorpay' }, 'upi', false],
    ['emandate', { bank: 'HDFC' }, 'emandate', false],
  ])('%s %j approves it', async (method, details, payment_method, international) => {
    const made = await placeSubscription(sandbox)
    const answer = await send(made.id, { method, ...details })
    expect(answer).toMatchObject({ razorpay_subscription_id: made.id })
    expect(answer).not.toHaveProperty('razorpay_order_id')
    expect(await read(sandbox, made)).toMatchObject({ status: 'active', payment_method })
    const payment = await sandbox.sdk.payments.fetch(String(answer.razorpay_payment_id))
    expect(payment).toMatchObject({ method, international })
  })

  test('a refused card leaves it to be approved, and once it is, there is no more to approve', async () => {
    const made = await placeSubscription(sandbox)
    expect(await send(made.id, { card_number: '4000000000000002' })).toMatchObject({
      error: { reason: 'payment_failed' },
    })
    await send(made.id, {})
    expect(await send(made.id, {})).toMatchObject({
      error: { reason: 'subscription_already_approved', metadata: { subscription_id: made.id } },
    })
    expect((await open(made.id)).text).toContain('data-closed="This is approved already."')
  })

  test('opened to change the method, it charges what had failed', async () => {
    const made = await activeSubscription(sandbox, {}, { method: 'upi' })
    expect(await send(made.id, { method: 'upi', vpa: 'success@razorpay', card_change: true })).toMatchObject({
      error: { description: 'The payment method of a upi subscription can be changed to a card only' },
    })
    await bankAnswers(sandbox, made, 'failed')
    await moveTo(sandbox, made.charge_at)
    const { text } = await open(made.id, '&card_change=1')
    expect(text).toContain('The charge that failed is taken today.')
    expect(text).not.toContain('data-method="upi"')
    await send(made.id, { card_change: true })
    expect(await read(sandbox, made)).toMatchObject({
      status: 'active',
      paid_count: 2,
      payment_method: 'card',
    })
  })

  test('takes no wallet, and nothing with another key', async () => {
    const made = await placeSubscription(sandbox)
    expect(await send(made.id, { method: 'wallet', wallet: 'payzapp' })).toMatchObject({ error: {} })
    expect(await send(made.id, { key_id: 'rzp_test_wrong' })).toMatchObject({ error: {} })
    expect((await read(sandbox, made)).status).toBe('created')
  })
})
