import { afterAll, beforeAll, expect, test } from 'vitest'
import { now } from '#lib/db/clock.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { atTheProvider } from './testing/at-the-provider.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { buy, tracesOf } from './testing/shopper.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.holdWebhooks()
})
afterAll(async () => {
  await shop.letWebhooksThrough()
  await shop.close()
})

const advance = (duration: string) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration }))

async function newOrder() {
  return buy(await buildHolder({ plan: 'pro', now: await now() }), 'extra_storage_10gb', 1)
}

test('E.8 money that is authorized in the last minutes of a purchase is taken', async () => {
  const order = await newOrder()
  await advance('PT27M')
  await shop.pay(order.handOff.orderId, 'authorized')
  await advance('PT4M')
  expect(await tracesOf(order.purchaseId)).toMatchObject({ status: 'fulfilled', invoices: 1 })
})

test('E.8 of two authorized payments one is taken, and the other neither taken nor in the way', async () => {
  const order = await newOrder()
  await shop.pay(order.handOff.orderId, 'authorized')
  const second = await shop.pay(order.handOff.orderId, 'authorized')
  await atTheProvider(shop, `/v1/payments/${second.razorpay_payment_id}/capture`, {
    amount: 179_00,
    currency: 'INR',
  })
  await advance('PT2M')
  expect(await tracesOf(order.purchaseId)).toMatchObject({ status: 'fulfilled', payments: 2, entries: 1 })
  // The provider lets go of the other one by itself, and we hear of it.
  await advance('P5D')
  expect(await tracesOf(order.purchaseId)).toMatchObject({ status: 'fulfilled', payments: 2, refunds: 1 })
})

test('E.8 what the bank refuses to hand over leaves the purchase open, and it expires', async () => {
  const order = await newOrder()
  await shop.pay(order.handOff.orderId, 'failed')
  await advance('PT31M')
  expect(await tracesOf(order.purchaseId)).toMatchObject({ status: 'failed', terms: 0, invoices: 0 })
})
