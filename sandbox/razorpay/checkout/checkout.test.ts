import { afterAll, describe, expect, test } from 'vitest'
import { openTestSandbox } from '../../testing/open-test-sandbox.ts'
import { paidOrder, paymentsOf, placeOrder } from '../../testing/scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { keyId } = sandbox.config
const open = (orderId: string, key = keyId) =>
  fetch(
    `${sandbox.urls().razorpay}/checkout/${orderId}?key_id=${key}&origin=http://localhost:3000&scheme=dark`,
  )
const send = (orderId: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.urls().razorpay}/checkout/${orderId}/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ key_id: keyId, method: 'upi', ...body }),
  })

describe('the payment sheet', () => {
  test("shows the order's own amount and runs under its own strict policy", async () => {
    const order = await placeOrder(sandbox)
    const response = await open(order.id)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain('Pay ₹358.00')
    expect(text).not.toMatch(/ style="| on[a-z]+="|<script>/)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain('frame-ancestors http')
  })

  test('opens for nobody without the right key or order', async () => {
    const order = await placeOrder(sandbox)
    expect((await open(order.id, 'rzp_test_wrong')).status).toBe(400)
    expect((await open('order_none')).status).toBe(400)
  })

  test('says so when the order is already paid', async () => {
    const { order } = await paidOrder(sandbox)
    expect(await (await open(order.id)).text()).toContain('data-closed="This order is already paid."')
  })

  test('failure@razorpay and the declined card are refused, then another way pays', async () => {
    const order = await placeOrder(sandbox)
    const upi = await (await send(order.id, { vpa: 'failure@razorpay' })).json()
    expect(upi).toMatchObject({ error: { reason: 'payment_failed', metadata: { order_id: order.id } } })
    const card = await (await send(order.id, { method: 'card', card_number: '4000 0000 0000 0002' })).json()
    expect(card).toMatchObject({ error: { source: 'bank' } })
    const paid = await (await send(order.id, { method: 'card', card_number: '4111 1111 1111 1111' })).json()
    expect(paid).toMatchObject({ razorpay_order_id: order.id })
    const again = await (await send(order.id, {})).json()
    expect(again).toMatchObject({ error: { reason: 'order_already_paid' } })
    expect((await paymentsOf(sandbox, order)).map(({ status }) => status)).toEqual([
      'captured',
      'failed',
      'failed',
    ])
  })

  test('takes no amount from the page, and no payment from a foreign one', async () => {
    const order = await placeOrder(sandbox)
    expect((await send(order.id, { amount: 100 })).status).toBe(422)
    expect((await send(order.id, {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await paymentsOf(sandbox, order)).toEqual([])
  })

  test('checkout.js may be loaded by any page of this machine', async () => {
    const response = await fetch(`${sandbox.urls().razorpay}/v1/checkout.js`)
    expect(response.headers.get('content-type')).toContain('text/javascript')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await response.text()).not.toMatch(/\beval\(|innerHTML|\.style\s*=/)
  })
})
