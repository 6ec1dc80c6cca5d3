import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import type { AddonOrder } from './buy-addon.ts'
import { cancelPurchase } from './cancel-purchase.ts'
import { killAtEveryStep, startVictim } from './testing/kill-at.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { buy, tracesOf } from './testing/shopper.ts'
import { openSubscriber } from './testing/subscriber.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
// Without messages of the provider: whoever finds what was left must look by itself.
beforeEach(() => shop.holdWebhooks())
afterAll(() => shop.close())

const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
/** A process per step takes its time. */
const timeout = 300_000
const ONCE = { status: 'fulfilled', terms: 1, payments: 1, refunds: 0, invoices: 1, entries: 1, receipts: 1 }
const CODE = 'extra_storage_10gb'

/** The reconciler looks at a purchase now, not in a minute. */
async function reconcile(purchaseId: string) {
  const at = await now()
  await scheduleWork(database(), { kind: 'converge-purchase', subject: purchaseId, dueAt: at, now: at })
  await shop.work()
}

async function newOrder(): Promise<{ holder: Holder; order: AddonOrder }> {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  return { holder, order: await buy(holder, CODE, 1) }
}

function buyer({ customerId, userId }: Holder) {
  return { customerId, userId }
}

test('invariant 5: killed at any step of the return page, a paid purchase is fulfilled once', {
  timeout,
}, async () => {
  const killed = await killAtEveryStep(async () => {
    const { holder, order } = await newOrder()
    const paid = await shop.pay(order.handOff.orderId)
    return {
      task: {
        does: 'come back',
        ...buyer(holder),
        orderId: paid.razorpay_order_id,
        paymentId: paid.razorpay_payment_id,
        signature: paid.razorpay_signature,
        addonCode: CODE,
        quantity: 1,
      },
      after: async () => {
        await reconcile(order.purchaseId)
        expect(await tracesOf(order.purchaseId)).toMatchObject(ONCE)
      },
    }
  })
  expect(killed.length).toBeGreaterThan(20)
  expect(killed.filter((statement) => /commit/i.test(statement))).not.toEqual([])
})

test('invariant 5: killed at any step of taking authorized money, it is taken and fulfilled once', {
  timeout,
}, async () => {
  const killed = await killAtEveryStep(async () => {
    const { order } = await newOrder()
    await shop.pay(order.handOff.orderId, 'authorized')
    const at = await now()
    await scheduleWork(database(), {
      kind: 'converge-purchase',
      subject: order.purchaseId,
      dueAt: at,
      now: at,
    })
    return {
      task: { does: 'work' },
      after: async () => {
        await shop.work()
        expect(await tracesOf(order.purchaseId)).toMatchObject(ONCE)
      },
    }
  })
  expect(killed.length).toBeGreaterThan(20)
})

test('invariant 5: killed at any step of giving money back, it goes back once', { timeout }, async () => {
  const purchaseIds: string[] = []
  const killed = await killAtEveryStep(async () => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const order = await buy(holder, 'priority_queue', 1)
    purchaseIds.push(order.purchaseId)
    await cancelPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
    await holder.hold({ addon: 'priority_queue', quantity: 1, from: await now(), until: null })
    await shop.pay(order.handOff.orderId)
    const at = await now()
    await scheduleWork(database(), {
      kind: 'converge-purchase',
      subject: order.purchaseId,
      dueAt: at,
      now: at,
    })
    return {
      task: { does: 'work' },
      after: async () => {
        await shop.work()
        expect(await tracesOf(order.purchaseId)).toMatchObject({
          terms: 0,
          payments: 1,
          refunds: 1,
          invoices: 0,
        })
      },
    }
  })
  expect(killed.length).toBeGreaterThan(20)
  await shop.letWebhooksThrough()
  await quiet()
  for (const purchaseId of purchaseIds) {
    expect(await tracesOf(purchaseId)).toMatchObject({ status: 'refunded', refunds: 1, entries: 1 })
  }
  // As many refunds at the provider as there are payments to give back.
  const refunds = await database().providerReference.count({ where: { kind: 'refund' } })
  expect(refunds).toBe(purchaseIds.length)
})

test('invariant 5: killed at any step of buying, the next click goes on with the same purchase, and pays it once', {
  timeout,
}, async () => {
  const killed = await killAtEveryStep(async () => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    return {
      task: { does: 'buy', ...buyer(holder), code: CODE },
      after: async () => {
        const order = await buy(holder, CODE, 1)
        await shop.pay(order.handOff.orderId)
        await reconcile(order.purchaseId)
        expect(await tracesOf(order.purchaseId)).toMatchObject(ONCE)
        expect(await database().purchase.count({ where: { customerId: holder.customerId } })).toBe(1)
      },
    }
  })
  expect(killed.length).toBeGreaterThan(8)
})

/** Pro with one storage unit, billed by the provider. */
const subscriber = () =>
  openSubscriber(shop, {
    family: 'custom-projects',
    buys: [
      { action: 'plan', code: 'pro' },
      { action: 'add', code: 'storage_1gb', quantity: 1 },
    ],
  })

test('invariant 5: killed at any step of a change that a provider bills, it is made and charged once', {
  timeout,
}, async () => {
  await shop.letWebhooksThrough()
  const customer = await subscriber()
  const { customerId, userId } = customer
  const task = { does: 'add more', customerId, userId, code: 'storage_1gb' } as const
  const killed = await killAtEveryStep(async () => ({
    task,
    after: async () => {
      await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT2M' }))
      const purchases = await database().purchase.findMany({ where: { customerId, status: 'fulfilled' } })
      const { items } = await customer.billed()
      // The first purchase brought one unit; every later one brought one more.
      expect(items.storage_1gb).toBe(purchases.length)
      expect(await customer.limits()).toMatchObject({ storage_gb: BigInt(5 + purchases.length) })
      expect(await database().purchase.count({ where: { customerId, status: 'pending' } })).toBe(0)
      expect(await database().payment.count({ where: { customerId } })).toBe(purchases.length)
    },
  }))
  expect(killed.length).toBeGreaterThan(20)
})

test('S4.2 from several processes at once: every accepted change counts, and there is one item', {
  timeout,
}, async () => {
  await shop.letWebhooksThrough()
  const customer = await subscriber()
  const { customerId, userId } = customer
  const task = { does: 'add more', customerId, userId, code: 'storage_1gb' } as const
  const others = Array.from({ length: 4 }, () => startVictim())
  await shop.whileWorking(() => Promise.all(others.map((other) => other.killAt(task, 1_000_000))))
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 5 })
  expect(await customer.limits()).toMatchObject({ storage_gb: 10n })
})
