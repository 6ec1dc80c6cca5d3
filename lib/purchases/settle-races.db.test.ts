import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { cancelLine } from '#lib/subscriptions/cancel-line.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { cancelPurchase } from './cancel-purchase.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { failuresOf, race } from './testing/seeded.ts'
import { buildTeam, buy, comeBack, renew, tracesOf } from './testing/shopper.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
const ONCE = { status: 'fulfilled', terms: 1, payments: 1, refunds: 0, invoices: 1, entries: 1, receipts: 1 }

/** Lets the reconciler look at a purchase now. */
async function reconcile(purchaseId: string) {
  const at = await now()
  await scheduleWork(database(), { kind: 'converge-purchase', subject: purchaseId, dueAt: at, now: at })
  await shop.work()
}

/** Lets the provider's message about an order be worked on now, as often as it is told. */
async function hear(orderId: string) {
  const at = await now()
  const subject = `razorpay:${orderId}`
  await scheduleWork(database(), { kind: 'converge-provider-order', subject, dueAt: at, now: at })
  await shop.work()
}

const seeds = Array.from({ length: 50 }, (_, seed) => seed)
/** So many at once; their workers mix. */
const ABREAST = 5
const batches = Array.from({ length: seeds.length / ABREAST }, (_, index) =>
  seeds.slice(index * ABREAST, (index + 1) * ABREAST),
)

test.each(batches)(
  'invariant 4: return page, webhook and reconciler race on one payment (seeds %i, %i, %i, %i, %i)',
  async (...batch) => {
    await Promise.all(
      batch.map(async (seed) => {
        const holder = await buildHolder({ plan: 'pro', now: await now() })
        const order = await buy(holder, 'extra_storage_10gb', 2)
        const paid = await shop.pay(order.handOff.orderId)
        const back = () => comeBack(holder, order, paid)
        const told = () => hear(order.handOff.orderId)
        const asked = () => reconcile(order.purchaseId)
        const results = await race<unknown>([back, back, told, told, asked, asked], seed)
        expect(failuresOf(results)).toEqual([])
        expect(await tracesOf(order.purchaseId)).toEqual({ ...ONCE, quantity: 2 })
      }),
    )
    await quiet()
  },
)

test.each(seeds.slice(0, 10))(
  'E.8 dropping a purchase and paying it race: it is fulfilled all the same (seed %i)',
  async (seed) => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const order = await buy(holder, 'extra_storage_10gb', 1)
    const paid = await shop.pay(order.handOff.orderId)
    const drop = async () => cancelPurchase({ ...holder, purchaseId: order.purchaseId, now: await now() })
    const back = () => comeBack(holder, order, paid)
    const results = await race<unknown>([drop, back, () => hear(order.handOff.orderId)], seed)
    // Whoever comes second to drop it hears that it is paid.
    expect(failuresOf(results).filter((failure) => !failure.includes('cannot be dropped'))).toEqual([])
    expect(await tracesOf(order.purchaseId)).toEqual({ ...ONCE, quantity: 1 })
    await quiet()
  },
)

test.each(seeds.slice(0, 10))(
  'S0.8 canceling what is held, paying for more and renewing race: each counts once (seed %i)',
  async (seed) => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const mate = (await buildTeam(holder, 1))[0] ?? holder
    const first = await buy(holder, 'extra_storage_5gb', 1)
    const { lineId } = await comeBack(holder, first, await shop.pay(first.handOff.orderId))
    const more = await buy(holder, 'extra_storage_5gb', 2)
    const carryOn = await renew(mate, 'extra_storage_5gb')
    const [paidMore, paidOn] = [await shop.pay(more.handOff.orderId), await shop.pay(carryOn.handOff.orderId)]
    const cancel = async () => cancelLine({ ...holder, lineId, atPeriodEnd: false, now: await now() })
    const results = await race<unknown>(
      [
        cancel,
        () => comeBack(holder, more, paidMore),
        () => comeBack(mate, carryOn, paidOn),
        () => hear(more.handOff.orderId),
      ],
      seed,
    )
    expect(failuresOf(results)).toEqual([])
    await quiet()
    const line = await database().subscriptionLine.findUniqueOrThrow({
      where: { id: lineId },
      include: { terms: true },
    })
    expect(line.terms).toHaveLength(3)
    // What was there when the cancellation came is withdrawn, with that instant; what came after it is held.
    const [withdrawn, ...others] = new Set(
      line.terms.map((term) => term.withdrawnAt?.getTime() ?? null).filter((at) => at !== null),
    )
    expect(withdrawn).toBeDefined()
    expect(others).toEqual([])
    for (const order of [first, more, carryOn]) {
      expect(await tracesOf(order.purchaseId)).toEqual({ ...ONCE, quantity: order.quantity })
    }
  },
)

test('S0.10 a team that renews all at once renews once', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const first = await buy(holder, 'api_boost_5000', 2)
  const { lineId } = await comeBack(holder, first, await shop.pay(first.handOff.orderId))
  const team = await buildTeam(holder, 20)
  const results = await race(
    team.map((mate) => () => renew(mate, 'api_boost_5000')),
    1,
  )
  const orders = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(orders).toHaveLength(1)
  expect(new Set(failuresOf(results))).toEqual(
    new Set(['DomainError: API Boost (+5,000 calls) is being renewed already']),
  )
  for (const order of orders) await shop.pay(order.handOff.orderId)
  await quiet()
  expect(await database().term.count({ where: { lineId } })).toBe(2)
})
