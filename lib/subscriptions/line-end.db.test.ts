import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { cancelLine } from './cancel-line.ts'
import { resumeLine } from './resume-line.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function buyStorage(holder: Holder) {
  const change = { action: 'add', code: 'extra_storage_10gb', quantity: 1 } as const
  const order = await buyAddon({ ...holder, familyCode: 'smart-ml', change, now: await now() })
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  return database().subscriptionLine.findFirstOrThrow({
    where: { customerId: holder.customerId, addon: { code: 'extra_storage_10gb' } },
  })
}

test('what staff granted without an end stays without one when more of it is bought or granted', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const from = (await now()).subtract({ hours: 48 })
  const lineId = await holder.hold({ addon: 'extra_storage_10gb', quantity: 1, from, until: null })
  const before = await database().subscriptionLine.findUniqueOrThrow({ where: { id: lineId } })
  const bought = await buyStorage(holder)
  expect(bought).toMatchObject({ id: lineId, endsAt: null, startedAt: before.startedAt })
  const until = (await now()).add({ hours: 24 })
  await holder.hold({ addon: 'extra_storage_10gb', quantity: 1, from, until })
  expect((await database().subscriptionLine.findUniqueOrThrow({ where: { id: lineId } })).endsAt).toBeNull()
})

test('S0.10 who takes a cancellation back in the last days is reminded all the same', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const line = await buyStorage(holder)
  await cancelLine({ ...holder, lineId: line.id, atPeriodEnd: true, now: await now() })
  const lastDay = Temporal.Instant.from(line.endsAt?.toISOString() ?? '').subtract({ hours: 24 })
  await shop.whileWorking(() => shop.control('POST', '/clock', { now: lastDay.toString() }))
  const where = { customerId: holder.customerId, template: 'addon-expiring' }
  expect(await database().outboundMessage.count({ where })).toBe(0)
  await resumeLine({ ...holder, lineId: line.id, now: await now() })
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  expect(await database().outboundMessage.count({ where })).toBe(2)
})
