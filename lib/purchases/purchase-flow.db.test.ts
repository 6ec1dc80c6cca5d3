import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { buyAddon } from './buy-addon.ts'
import { findPurchase } from './find-purchase.ts'
import { openShop, type PaidReturn, type Shop } from './testing/open-shop.ts'
import { verifyPayment } from './verify-payment.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function buy(holder: Holder, code: string, quantity: number) {
  const change = { action: 'add', code, quantity } as const
  return buyAddon({ ...holder, familyCode: 'smart-ml', change, now: await now() })
}

async function verify(holder: Holder, paid: PaidReturn, wanted: { addonCode: string; quantity: number }) {
  return verifyPayment({
    ...holder,
    ...wanted,
    provider: 'razorpay',
    orderId: paid.razorpay_order_id,
    paymentId: paid.razorpay_payment_id,
    signature: paid.razorpay_signature,
    now: await now(),
  })
}

async function limitOf(holder: Holder, feature: string) {
  const found = await getEntitlements(database(), { ...holder, familyCode: 'smart-ml', at: await now() })
  return found?.features.find((entitlement) => entitlement.feature === feature)?.total
}

test('S0.14 purchase flow: create order, verify payment, activate add-on, update limits', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'extra_storage_10gb', 2)
  expect(order.amountMinor).toBe(358_00n)
  expect(await limitOf(holder, 'azure_storage_gb')).toBe(5n)

  const paid = await shop.pay(order.handOff.orderId)
  const first = await verify(holder, paid, { addonCode: 'extra_storage_10gb', quantity: 2 })
  expect(await limitOf(holder, 'azure_storage_gb')).toBe(25n)

  const again = await verify(holder, paid, { addonCode: 'extra_storage_10gb', quantity: 2 })
  expect(again).toEqual(first)
  expect(await database().term.count({ where: { lineId: first.lineId } })).toBe(1)
  const purchase = await findPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
  expect(purchase).toMatchObject({ status: 'fulfilled', amount: 35800, hand_off: null })
  expect(purchase.invoice_number).toMatch(/^INV-\d{4}-\d{3}$/)
})

test('E.3 without the return page the webhook finishes the purchase', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'api_boost_5000', 1)
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const purchase = await findPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
  expect(purchase.status).toBe('fulfilled')
})

test('E.8 without return page and webhook the reconciler finishes the purchase', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  await shop.holdWebhooks()
  const order = await buy(holder, 'api_boost_5000', 1)
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT2M' }))
  await shop.letWebhooksThrough()
  const purchase = await findPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
  expect(purchase.status).toBe('fulfilled')
})

test.each([
  ['a wrong signature', { razorpay_signature: 'f'.repeat(64) }, 'signature_invalid'],
  ['another payment id', { razorpay_payment_id: 'pay_00000000000000' }, 'signature_invalid'],
  ['an order nobody opened', { razorpay_order_id: 'order_00000000000000' }, 'order_not_found'],
])('S0.7 %s is refused and written down', async (_name, wrong, code) => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  await shop.holdWebhooks()
  const order = await buy(holder, 'extra_storage_10gb', 1)
  const paid = await shop.pay(order.handOff.orderId)
  const claim = verify(holder, { ...paid, ...wrong }, { addonCode: 'extra_storage_10gb', quantity: 1 })
  await expect(claim).rejects.toMatchObject({ code })
  expect(await limitOf(holder, 'azure_storage_gb')).toBe(5n)
  const audit = await database().auditEntry.findFirstOrThrow({ where: { customerId: holder.customerId } })
  expect(audit).toMatchObject({ action: 'payment.refused', data: { reason: code } })
  await shop.letWebhooksThrough()
})

test("S0.7 another user's order, add-on and quantity are refused", async () => {
  const [holder, stranger] = await Promise.all([
    buildHolder({ plan: 'pro', now: await now() }),
    buildHolder({ plan: 'pro', now: await now() }),
  ])
  await shop.holdWebhooks()
  const order = await buy(holder, 'extra_storage_10gb', 1)
  const paid = await shop.pay(order.handOff.orderId)
  const wanted = { addonCode: 'extra_storage_10gb', quantity: 1 }
  await expect(verify(stranger, paid, wanted)).rejects.toMatchObject({ kind: 'not_found' })
  await expect(verify(holder, paid, { ...wanted, quantity: 9 })).rejects.toMatchObject({ field: 'quantity' })
  await expect(verify(holder, paid, { ...wanted, addonCode: 'white_label' })).rejects.toMatchObject({
    code: 'addon_mismatch',
  })
  await verify(holder, paid, wanted)
  await shop.letWebhooksThrough()
})

test('S0.7 an authorized payment is refused until it is captured', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'extra_storage_10gb', 1)
  const paid = await shop.pay(order.handOff.orderId, 'authorized')
  const wanted = { addonCode: 'extra_storage_10gb', quantity: 1 }
  await expect(verify(holder, paid, wanted)).rejects.toMatchObject({ code: 'payment_not_captured' })
  await shop.control('POST', `/razorpay/payments/${paid.razorpay_payment_id}/capture`)
  await verify(holder, paid, wanted)
  expect(await limitOf(holder, 'azure_storage_gb')).toBe(15n)
})
