import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { peakQuantity } from '#lib/subscriptions/term-rules.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { acceptQuote } from './accept-quote.ts'
import { createQuote } from './create-quote.ts'
import { openHandOff } from './open-hand-off.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { failuresOf, race } from './testing/seeded.ts'
import { buildTeam, buy } from './testing/shopper.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const CODE = 'model_boost_10'
const MOST = 5
const CROWD = 50
const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))

/** Held and reserved at the fullest instant to come. */
async function takenBy(holder: Holder): Promise<number> {
  const at = await now()
  const standing = await loadStanding(database(), { ...holder, familyCode: 'smart-ml', at })
  const terms = standing?.holdings.lines.find((line) => line.addonCode === CODE)?.terms ?? []
  const pending = standing?.holdings.pending.filter((open) => open.addonCode === CODE) ?? []
  const reserved = pending.map((open) => ({ ...open, withdrawnAt: null }))
  return peakQuantity([...terms, ...reserved], { start: at, end: at.add({ hours: 24 * 365 }) })
}

function succeeded<Result>(results: PromiseSettledResult<Result>[]): Result[] {
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
}

test('invariant 6: fifty users of one customer buy at once: not one more than the maximum', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const team = await buildTeam(holder, CROWD)
  const results = await race(
    team.map((mate) => () => buy(mate, CODE, 1)),
    1,
  )
  const orders = succeeded(results)
  expect(orders).toHaveLength(MOST)
  expect(new Set(failuresOf(results))).toEqual(new Set(['DomainError: Maximum quantity is 5']))
  for (const order of orders) await shop.pay(order.handOff.orderId)
  await quiet()
  expect(await takenBy(holder)).toBe(MOST)
})

test.each([11, 12, 13, 14, 15])(
  'invariant 6: buying, paying and letting go at once never passes the maximum (seed %i)',
  async (seed) => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const team = await buildTeam(holder, 12)
    let most = 0
    const shopper = (mate: Holder, index: number) => async () => {
      const order = await buy(mate, CODE, 1 + (index % 3))
      most = Math.max(most, await takenBy(holder))
      if (index % 2 === 0) await shop.pay(order.handOff.orderId)
      await shop.work()
      most = Math.max(most, await takenBy(holder))
      await buy(mate, CODE, 1)
    }
    const results = await race(team.map(shopper), seed)
    await quiet()
    const refusals = new Set(failuresOf(results))
    refusals.delete('DomainError: Maximum quantity is 5')
    refusals.delete('DomainError: This purchase was completed or closed a moment ago')
    expect([...refusals]).toEqual([])
    expect(Math.max(most, await takenBy(holder))).toBeLessThanOrEqual(MOST)
    expect(most).toBeGreaterThan(0)
  },
)

test('invariant 6: fifty clicks of one user are one purchase and one order', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const results = await race(
    Array.from({ length: CROWD }, () => () => buy(holder, CODE, 2)),
    3,
  )
  expect(failuresOf(results)).toEqual([])
  const orders = succeeded(results)
  expect(new Set(orders.map((order) => order.purchaseId)).size).toBe(1)
  expect(new Set(orders.map((order) => order.handOff.orderId)).size).toBe(1)
  expect(await database().purchase.count({ where: { customerId: holder.customerId } })).toBe(1)
})

test('invariant 6: a user who cannot decide keeps one open purchase, and its number counts', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const results = await race(
    Array.from({ length: 20 }, (_, index) => () => buy(holder, CODE, 1 + (index % MOST))),
    4,
  )
  const unexpected = failuresOf(results).filter((failure) => !failure.includes('a moment ago'))
  expect(unexpected).toEqual([])
  const where = { customerId: holder.customerId, status: 'pending' as const }
  const open = await database().purchase.findMany({ where, include: { quote: { include: { lines: true } } } })
  expect(open).toHaveLength(1)
  expect(await takenBy(holder)).toBe(open[0]?.quote.lines[0]?.quantity)
})

test('E.8 fifty acceptances of one quote are one purchase, and one order is handed out', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const at = await now()
  const changes = [{ action: 'add', code: CODE, quantity: 3 } as const]
  const quote = await createQuote({ ...holder, familyCode: 'smart-ml', changes, now: at })
  const accept = async () => {
    const { purchaseId } = await acceptQuote({ ...holder, quoteId: quote.id, now: at })
    const handOff = await openHandOff({ purchaseId, now: at })
    return `${purchaseId} ${handOff?.orderId}`
  }
  const results = await race(
    Array.from({ length: CROWD }, () => accept),
    5,
  )
  expect(failuresOf(results)).toEqual([])
  expect(new Set(succeeded(results)).size).toBe(1)
  expect(await database().purchase.count({ where: { customerId: holder.customerId } })).toBe(1)
})
