import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { buyAddon } from './buy-addon.ts'
import { cancelPurchase } from './cancel-purchase.ts'
import { findPurchase } from './find-purchase.ts'
import { openShop, type Shop } from './testing/open-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterEach(() => shop.letWebhooksThrough())
afterAll(() => shop.close())

async function buy(holder: Holder, code: string, quantity: number) {
  const change = { action: 'add', code, quantity } as const
  return buyAddon({ ...holder, familyCode: 'smart-ml', change, now: await now() })
}

async function statusOf(holder: Holder, purchaseId: string) {
  return findPurchase({ ...holder, purchaseId, now: await now() })
}

const advance = (duration: string) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration }))
const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))

test('E.8 an unpaid purchase expires after half an hour and reserves nothing any more', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'model_boost_10', 5)
  await expect(buy({ ...(await sameCustomer(holder)) }, 'model_boost_10', 1)).rejects.toMatchObject({
    detail: 'Maximum quantity is 5',
  })
  await advance('PT31M')
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'expired', hand_off: null })
  await buy({ ...(await sameCustomer(holder)) }, 'model_boost_10', 1)
})

test('E.8 a closed checkout locks nobody out: the same click reuses its order, another number replaces it', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const first = await buy(holder, 'model_boost_10', 5)
  const same = await buy(holder, 'model_boost_10', 5)
  expect(same.handOff.orderId).toBe(first.handOff.orderId)
  const fewer = await buy(holder, 'model_boost_10', 4)
  expect(fewer.handOff.orderId).not.toBe(first.handOff.orderId)
  expect(await statusOf(holder, first.purchaseId)).toMatchObject({ status: 'superseded', hand_off: null })
  await shop.pay(fewer.handOff.orderId)
  await quiet()
  await shop.pay(first.handOff.orderId)
  await quiet()
  expect(await statusOf(holder, fewer.purchaseId)).toMatchObject({ status: 'fulfilled' })
  expect(await statusOf(holder, first.purchaseId)).toMatchObject({ status: 'refunded', refunded: 99500 })
})

test('E.8 a payment for an expired purchase is fulfilled when it is still allowed', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'extra_storage_10gb', 1)
  await advance('PT2H')
  await shop.pay(order.handOff.orderId)
  await quiet()
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'fulfilled' })
})

test('E.8 a payment for an expired purchase that may not be held any more is refunded, and the customer told', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const late = await buy(holder, 'priority_queue', 1)
  await advance('PT31M')
  const taken = await buy(holder, 'priority_queue', 1)
  await shop.pay(taken.handOff.orderId)
  await quiet()
  await shop.pay(late.handOff.orderId)
  await quiet()
  const purchase = await statusOf(holder, late.purchaseId)
  expect(purchase).toMatchObject({
    status: 'refunded',
    reason: 'This add-on cannot be purchased multiple times',
    refunded: 49900,
    invoice_number: null,
  })
  const told = await database().outboundMessage.findMany({
    where: { customerId: holder.customerId, template: 'payment-refunded' },
  })
  expect(told.map((message) => message.channel).sort()).toEqual(['email', 'in_app'])
})

test('E.8 a lost answer to the refund does not refund twice', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const late = await buy(holder, 'custom_domain', 1)
  await advance('PT31M')
  const taken = await buy(holder, 'custom_domain', 1)
  await shop.pay(taken.handOff.orderId)
  await quiet()
  await shop.control('POST', '/faults', {
    provider: 'razorpay',
    method: 'POST',
    path: '/v1/payments/',
    times: 1,
    fault: 'reset',
  })
  await shop.pay(late.handOff.orderId)
  await advance('PT1H')
  expect(await statusOf(holder, late.purchaseId)).toMatchObject({ status: 'refunded', refunded: 59900 })
  const refunds = await database().refund.findMany({ where: { customerId: holder.customerId } })
  expect(refunds).toMatchObject([{ status: 'processed', amountMinor: 599_00n }])
})

test('E.8 a dropped purchase frees what it reserved, and can still be paid by a browser left open', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'extra_storage_5gb', 2)
  await cancelPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'canceled', hand_off: null })
  await shop.pay(order.handOff.orderId)
  await quiet()
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'fulfilled' })
})

test('E.8 a failed payment leaves the purchase open with the reason, and a second try pays it', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'api_boost_10000', 1)
  await shop.pay(order.handOff.orderId, 'failed')
  await quiet()
  const failed = await statusOf(holder, order.purchaseId)
  expect(failed.status).toBe('pending')
  expect(failed.last_failure?.description).toBeTruthy()
  expect(failed.hand_off).not.toBeNull()
  await shop.pay(order.handOff.orderId)
  await quiet()
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'fulfilled', last_failure: null })
})

test('E.8 money a bank has authorized is taken by the reconciler', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'api_boost_10000', 1)
  await shop.pay(order.handOff.orderId, 'authorized')
  await quiet()
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({
    status: 'pending',
    payment_in_flight: true,
  })
  await advance('PT2M')
  expect(await statusOf(holder, order.purchaseId)).toMatchObject({ status: 'fulfilled' })
})

/** Another user who buys for the same customer. */
async function sameCustomer(holder: Holder): Promise<Holder> {
  const other = await buildHolder({ plan: 'free', now: await now() })
  return { ...other, customerId: holder.customerId }
}
