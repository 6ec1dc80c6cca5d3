import { createHmac } from 'node:crypto'
import { problemOf } from './testing/api.ts'
import { buyAddon, orderAddon } from './testing/buy.ts'
import type { Product } from './testing/product.ts'
import { limitsOf, myAddons, order, paymentsOf, purchaseOf } from './testing/read-answers.ts'
import type { PaymentProof } from './testing/sandbox.ts'
import { expect, apiTest as test } from './testing/test.ts'

// What a payment may not be made of (S0.7), and what the provider's messages may look like (E.3).

const STORAGE = 'extra_storage_10gb'
const VERIFY = '/api/addons/verify-payment'

const claim = (proof: PaymentProof, quantity = 1) => ({ addon_id: STORAGE, quantity, ...proof })

test('S0.6 an order carries the amount in major units, and is a real one of the provider', async ({
  api,
  product,
}) => {
  const made = order.parse(
    (await api('POST', '/api/addons/purchase', { addon_id: STORAGE, quantity: 2 })).body,
  )
  expect(made).toMatchObject({
    amount: 358,
    currency: 'INR',
    key_id: product.razorpay.keyId,
    addon_id: STORAGE,
    addon_name: 'Extra Storage (+10 GB)',
    quantity: 2,
  })
  const { keyId, keySecret } = product.razorpay
  const asked = await fetch(`${product.sandbox.razorpay}/v1/orders/${made.order_id}`, {
    headers: { authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}` },
  })
  expect(await asked.json()).toMatchObject({ amount: 35_800, currency: 'INR', status: 'created' })
})

test('S0.7 a verified payment activates, and verifying it again answers the same', async ({
  api,
  sandbox,
}) => {
  const { order_id } = await orderAddon(api, STORAGE, 2)
  const proof = await sandbox.pay(order_id)
  const first = await api('POST', VERIFY, claim(proof, 2))
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({ addon_id: STORAGE, quantity: 2, status: 'active' })
  const again = await api('POST', VERIFY, claim(proof, 2))
  expect(again.body).toEqual(first.body)
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
  expect(await paymentsOf(api)).toHaveLength(1)
})

test('S0.7 a signature of the right form but wrong is refused', async ({ api, sandbox }) => {
  const { order_id } = await orderAddon(api, STORAGE)
  // Paid, but the message about it is held back: only the signature could activate it.
  await sandbox.deliver({ paused: true })
  const proof = await sandbox.pay(order_id)
  for (const razorpay_signature of ['0'.repeat(64), 'f'.repeat(64), 'not hex', '0'.repeat(200)]) {
    const problem = problemOf(await api('POST', VERIFY, claim({ ...proof, razorpay_signature })))
    expect(problem).toMatchObject({ status: 400, code: 'signature_invalid' })
    expect(problem.errors?.[0]?.field).toBe('razorpay_signature')
  }
  expect(await myAddons(api)).toEqual([])
})

test('S0.7 the signature of another order, add-on or quantity is refused', async ({ api, sandbox }) => {
  await sandbox.deliver({ paused: true })
  const cheap = await orderAddon(api, 'extra_storage_5gb')
  const proof = await sandbox.pay(cheap.order_id)
  const dear = await orderAddon(api, STORAGE, 10)
  const wrong = [
    claim({ ...proof, razorpay_order_id: dear.order_id }, 10),
    claim(proof, 1),
    { ...claim(proof, 2), addon_id: 'extra_storage_5gb' },
  ]
  for (const body of wrong) expect(problemOf(await api('POST', VERIFY, body)).status).toBe(400)
  expect(await myAddons(api)).toEqual([])
})

test('S0.7 an order nobody paid is refused, whoever signs it', async ({ api, product }) => {
  const { order_id } = await orderAddon(api, STORAGE)
  const paymentId = 'pay_ABCDEFGHIJKLMN'
  const razorpay_signature = createHmac('sha256', product.razorpay.keySecret)
    .update(`${order_id}|${paymentId}`)
    .digest('hex')
  const proof = { razorpay_order_id: order_id, razorpay_payment_id: paymentId, razorpay_signature }
  const problem = problemOf(await api('POST', VERIFY, claim(proof)))
  expect(problem).toMatchObject({ status: 400, code: 'payment_not_of_order' })
})

test('S0.7 money that was only authorized activates nothing', async ({ api, sandbox }) => {
  const { order_id } = await orderAddon(api, STORAGE)
  const proof = await sandbox.pay(order_id, { outcome: 'authorized' })
  const problem = problemOf(await api('POST', VERIFY, claim(proof)))
  expect(problem).toMatchObject({ status: 400, code: 'payment_not_captured' })
  expect(await myAddons(api)).toEqual([])
})

test('S0.14 an order paid twice is bought once, and the second payment goes back', async ({
  api,
  sandbox,
}) => {
  const { order_id, purchase_id } = await orderAddon(api, STORAGE)
  await sandbox.pay(order_id, { outcome: 'authorized' })
  const second = await sandbox.pay(order_id)
  expect((await api('POST', VERIFY, claim(second))).status).toBe(200)
  await sandbox.quiet()
  await sandbox.advance('P5D')
  expect(await myAddons(api)).toMatchObject([{ quantity: 1 }])
  expect(await purchaseOf(api, purchase_id)).toMatchObject({ status: 'fulfilled' })
  const kept = (await paymentsOf(api)).filter(({ status }) => status === 'success')
  expect(kept).toHaveLength(1)
})

test('S0.14 the clock does not move back, and what is held stays held', async ({ api, sandbox }) => {
  await buyAddon({ api, sandbox, addonId: STORAGE })
  await expect(sandbox.moveTo(Temporal.Instant.from('2020-01-01T00:00:00Z'))).rejects.toThrow('422')
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 11 })
})

function message(product: Product, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const signature = createHmac('sha256', product.razorpay.webhookSecret).update(body).digest('hex')
  return fetch(`${product.app}/api/webhooks/razorpay`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-razorpay-signature': signature,
      'x-razorpay-event-id': `evt_${Math.random().toString(36).slice(2)}`,
      ...headers,
    },
    body,
  })
}

test('E.3 only what the provider signed is believed', async ({ product }) => {
  const body = JSON.stringify({ entity: 'event', event: 'payment.captured', payload: {} })
  for (const signature of ['', 'x', '0'.repeat(64), 'é'.repeat(3).normalize('NFD').slice(0, 1)]) {
    const answer = await message(product, body, { 'x-razorpay-signature': signature })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'signature_invalid' })
  }
  expect((await message(product, `${body} `, { 'x-razorpay-signature': '1'.repeat(64) })).status).toBe(400)
})

test('E.3 signed, but not what one expects: kept, acknowledged, harmless', async ({ product, api }) => {
  const bodies = [
    '{}',
    '[]',
    'null',
    '1',
    '"text"',
    'not json',
    '',
    JSON.stringify({ event: 'nothing.known', payload: { x: { entity: { id: 'x_1' } } } }),
    JSON.stringify({
      event: 'payment.captured',
      payload: { payment: { entity: { order_id: 'order_none' } } },
    }),
    JSON.stringify({ event: 'payment.captured', payload: { payment: { entity: { order_id: 5 } } } }),
    JSON.stringify({ event: 'order.paid', payload: { order: { entity: null } } }),
    JSON.stringify({ event: 'x'.repeat(100_000), payload: {} }),
    '{"event":"a\\u0000b","payload":{}}',
  ]
  for (const body of bodies) {
    const answer = await message(product, body)
    expect([body.slice(0, 60), answer.status < 500]).toEqual([body.slice(0, 60), true])
  }
  expect(await myAddons(api)).toEqual([])
})

test('E.3 a message is taken once however often it comes', async ({ product, api, sandbox }) => {
  await sandbox.deliver({ paused: true })
  const { order_id } = await orderAddon(api, STORAGE)
  await sandbox.pay(order_id)
  const body = JSON.stringify({
    entity: 'event',
    event: 'order.paid',
    payload: { order: { entity: { id: order_id, status: 'paid' } } },
  })
  const headers = { 'x-razorpay-event-id': `evt_${order_id}` }
  const answers = await Promise.all(Array.from({ length: 20 }, () => message(product, body, headers)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  await expect.poll(() => myAddons(api)).toMatchObject([{ quantity: 1 }])
})
