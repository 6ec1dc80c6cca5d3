import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { scheduleWork, type WorkKind } from '#lib/jobs/schedule-work.ts'
import { type KeyHolder, openKeyHolder } from './testing/key-holder.ts'
import { killAtEveryStep, startVictim } from './testing/kill-at.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { tracesOf } from './testing/shopper.ts'
import { PAYS } from './testing/subscriber.ts'

let shop: Shop
// Without messages of the provider: whoever finds what was left must look by itself.
beforeAll(async () => {
  shop = await openShop()
  await shop.holdWebhooks()
})
afterAll(() => shop.close())

/** A process per step takes its time. */
const timeout = 600_000
const ONCE = { status: 'fulfilled', terms: 1, payments: 1, refunds: 0, invoices: 1, entries: 1, receipts: 1 }
const SMALL = { action: 'add', code: 'ADDON_SMALL', quantity: 1 } as const

/** A worker does this now. */
async function doNow(kind: WorkKind, subject: string) {
  const at = await now()
  await scheduleWork(database(), { kind, subject, dueAt: at, now: at })
  await shop.work()
}

test('invariant 5: killed at any step of charging what is saved, it is charged and held once or not at all', {
  timeout,
}, async () => {
  const outcomes = new Set<number>()
  const killed = await killAtEveryStep(async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const { customerId, userId } = holder
    return {
      task: { does: 'charge', customerId, userId, apiKeyId: await holder.key(), code: SMALL.code },
      after: async () => {
        const purchases = await database().purchase.findMany({ where: { customerId } })
        for (const { id } of purchases) {
          await doNow('converge-purchase', id)
          expect(await tracesOf(id)).toMatchObject(ONCE)
        }
        expect(await holder.charges()).toEqual(
          purchases.map(({ id }) => ({ reference: id, amountMinor: 5_00n })),
        )
        outcomes.add(purchases.length)
      },
    }
  })
  expect(killed.length).toBeGreaterThan(20)
  expect([...outcomes].toSorted()).toEqual([0, 1])
})

/** Packs of as many keys, all of them due to be renewed; nobody is at it yet. */
async function dueRenewals(count: number): Promise<{ holder: KeyHolder; termIds: string[] }> {
  const holder = await openKeyHolder(shop, { card: PAYS })
  const termIds: string[] = []
  for (let made = 0; made < count; made += 1) {
    termIds.push(await holder.pack(await holder.key(), SMALL, { autoRenew: true }))
  }
  const { endsAt } = await database().term.findUniqueOrThrow({ where: { id: termIds[0] ?? '' } })
  const due = (endsAt?.getTime() ?? 0) - 50 * 3_600_000 - (await now()).epochMilliseconds
  await database().systemClock.updateMany({ data: { offsetMs: { increment: BigInt(Math.ceil(due)) } } })
  await database().dueWork.deleteMany()
  return { holder, termIds }
}

const renewalsOf = (termId: string) => database().purchase.findMany({ where: { renewsTermId: termId } })

test('S2.9 killed at any step of a renewal, the next run ends it, charged once', { timeout }, async () => {
  const { holder, termIds } = await dueRenewals(90)
  const before = (await holder.charges()).length
  const left = [...termIds]
  const killed = await killAtEveryStep(async () => {
    const termId = left.shift()
    if (!termId) throw new Error('there are more steps than packs')
    return {
      task: { does: 'renew', termId },
      after: async () => {
        await doNow('renew-prepaid', termId)
        const [renewal, ...others] = await renewalsOf(termId)
        expect(others).toEqual([])
        expect(await tracesOf(renewal?.id ?? '')).toMatchObject(ONCE)
      },
    }
  })
  expect(killed.length).toBeGreaterThan(20)
  expect((await holder.charges()).length - before).toBe(termIds.length - left.length)
})

test('S2.9 four processes at the same renewal charge it once', { timeout }, async () => {
  const { holder, termIds } = await dueRenewals(1)
  const [termId = ''] = termIds
  const others = Array.from({ length: 4 }, () => startVictim())
  // Whom the provider could not answer, as another asked the same, says so; the next run finds it done.
  await Promise.allSettled(others.map((other) => other.killAt({ does: 'renew', termId }, 1_000_000)))
  await doNow('renew-prepaid', termId)
  const [renewal, ...more] = await renewalsOf(termId)
  expect(more).toEqual([])
  expect(await tracesOf(renewal?.id ?? '')).toMatchObject(ONCE)
  expect(await holder.charges()).toHaveLength(2)
})
