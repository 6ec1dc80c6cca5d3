import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import type { AddonOrder } from './buy-addon.ts'
import { bring, messagesAbout, refundThere } from './testing/at-the-provider.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { failuresOf, permutations, race, seeded, shuffled } from './testing/seeded.ts'
import { buy, tracesOf } from './testing/shopper.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => shop.control('POST', '/reset'))
afterAll(() => shop.close())

/** Two workers at once, until the provider and we have nothing more to say. */
const quiet = () => shop.whileWorking(() => shop.whileWorking(() => shop.control('GET', '/quiet')))

/** Works until nobody has anything to do about an order any more. */
async function workedOn(order: AddonOrder) {
  const where = { subject: `razorpay:${order.handOff.orderId}` }
  while ((await database().dueWork.count({ where })) > 0) await shop.work()
}

async function newOrder(quantity = 1): Promise<AddonOrder> {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  return buy(holder, 'extra_storage_10gb', quantity)
}

type Traces = Awaited<ReturnType<typeof tracesOf>>
const ONCE: Partial<Traces> = {
  status: 'fulfilled',
  terms: 1,
  payments: 1,
  refunds: 0,
  invoices: 1,
  entries: 1,
  receipts: 1,
}

const ways: Record<string, { goes: (orderId: string) => Promise<void>; ends: Partial<Traces> }> = {
  'paid at once': { goes: async (orderId) => void (await shop.pay(orderId)), ends: ONCE },
  'failed, then paid': {
    goes: async (orderId) => {
      await shop.pay(orderId, 'failed')
      await shop.pay(orderId)
    },
    ends: { ...ONCE, payments: 2 },
  },
  'failed, then authorized and captured late': {
    goes: async (orderId) => {
      const path = `/razorpay/orders/${orderId}/pay`
      type Failed = { error: { metadata: { payment_id: string } } }
      const failed = await shop.control<Failed>('POST', path, { method: 'upi', outcome: 'failed' })
      await shop.control('POST', `/razorpay/payments/${failed.error.metadata.payment_id}/capture`, {})
    },
    ends: ONCE,
  },
  'paid, and refunded in part': {
    goes: async (orderId) => {
      const paid = await shop.pay(orderId)
      await refundThere(shop, paid.razorpay_payment_id, 100_00)
    },
    ends: { ...ONCE, refunds: 1 },
  },
  'never paid': {
    goes: async (orderId) => void (await shop.pay(orderId, 'failed')),
    ends: { status: 'pending', terms: 0 },
  },
}

test('E.3 every message at least four times, shuffled, at once, with two workers: nothing lost, nothing double', async () => {
  await shop.control('PUT', '/webhooks/mode', { duplicate: 4, shuffle: true, delayMs: 50 })
  const chosen = Array.from({ length: 20 }, (_, index) => Object.values(ways)[index % 5] ?? null).filter(
    (way) => way !== null,
  )
  const orders = await Promise.all(chosen.map(() => newOrder()))
  const going = race(
    orders.map((order, index) => async () => chosen[index]?.goes(order.handOff.orderId)),
    7,
  )
  await quiet()
  expect(failuresOf(await going)).toEqual([])
  await quiet()
  for (const [index, order] of orders.entries()) {
    expect(await tracesOf(order.purchaseId)).toMatchObject(chosen[index]?.ends ?? {})
  }
  const deliveries = await database().webhookDelivery.findMany()
  expect(deliveries.length).toBeGreaterThan(40)
  expect(deliveries.filter((delivery) => delivery.processedAt === null)).toEqual([])
  expect(Math.min(...deliveries.map((delivery) => delivery.receipts))).toBeGreaterThanOrEqual(4)
})

test('E.3 messages that are lost for good are made up for by the reconciler', async () => {
  await shop.control('PUT', '/webhooks/mode', { drop: 1 })
  const orders = await Promise.all(Array.from({ length: 10 }, () => newOrder()))
  for (const order of orders) await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT2M' }))
  for (const order of orders) expect(await tracesOf(order.purchaseId)).toMatchObject(ONCE)
})

/** A failed try, then money that is authorized, captured and in part given back: one message each. */
async function wholeLife(): Promise<{ order: AddonOrder; paymentId: string }> {
  const order = await newOrder()
  await shop.pay(order.handOff.orderId, 'failed')
  const paid = await shop.pay(order.handOff.orderId)
  await refundThere(shop, paid.razorpay_payment_id, 100_00)
  return { order, paymentId: paid.razorpay_payment_id }
}

const TOLD = ['payment.failed', 'payment.authorized', 'payment.captured', 'order.paid', 'refund.processed']
const orders = permutations(TOLD)
const ABREAST = 8

test('E.3 every order of five messages of one payment ends the same', { timeout: 300_000 }, async () => {
  await shop.holdWebhooks()
  for (let start = 0; start < orders.length; start += ABREAST) {
    await Promise.all(
      orders.slice(start, start + ABREAST).map(async (told) => {
        const { order } = await wholeLife()
        const messages = await messagesAbout(shop, order.handOff.orderId)
        for (const [index, event] of told.entries()) {
          const message = messages.find((candidate) => candidate.event === event)
          if (!message) throw new Error(`the provider has no ${event}`)
          await bring(shop, message)
          if (index % 2 === 0) await workedOn(order)
        }
        expect(await tracesOf(order.purchaseId), told.join(' ')).toMatchObject({
          ...ONCE,
          payments: 2,
          refunds: 1,
        })
      }),
    )
  }
  expect(orders).toHaveLength(120)
})

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'E.3 messages that come while it goes on, late, twice and in any order, end the same (seed %i)',
  async (seed) => {
    await shop.holdWebhooks()
    const chance = seeded(seed)
    const order = await newOrder()
    const { orderId } = order.handOff
    let paymentId = ''
    const steps = [
      () => shop.pay(orderId, 'failed'),
      async () => {
        paymentId = (await shop.pay(orderId, 'authorized')).razorpay_payment_id
      },
      () => shop.control('POST', `/razorpay/payments/${paymentId}/capture`, {}),
      () => refundThere(shop, paymentId, 50_00),
      () => refundThere(shop, paymentId, 29_00),
    ]
    for (const step of steps) {
      await step()
      const messages = shuffled(await messagesAbout(shop, orderId), chance)
      const some = messages.slice(0, Math.floor(chance() * (messages.length + 1)))
      await Promise.all([...some, ...some.slice(0, 2)].map((message) => bring(shop, message)))
      if (chance() < 0.7) await Promise.all([shop.work(), shop.work()])
    }
    await Promise.all((await messagesAbout(shop, orderId)).map((message) => bring(shop, message)))
    await Promise.all([shop.work(), shop.work()])
    expect(await tracesOf(order.purchaseId)).toMatchObject({ ...ONCE, payments: 2, refunds: 2 })
    const payments = await database().payment.findMany({
      where: { purchaseId: order.purchaseId, status: 'captured' },
    })
    expect(payments).toMatchObject([{ amountMinor: 179_00n, refundedMinor: 79_00n }])
    const notes = await database().creditNote.findMany({
      where: { invoice: { purchaseId: order.purchaseId } },
    })
    expect(notes.map((note) => note.totalMinor).toSorted()).toEqual([29_00n, 50_00n])
  },
)
