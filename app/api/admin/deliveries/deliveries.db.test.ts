import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliveryDetail, deliveryRow } from '#lib/admin/delivery-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buy, tracesOf } from '#lib/purchases/testing/shopper.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { POST as postReplay } from './[id]/replay/route.ts'
import { GET as getOne } from './[id]/route.ts'
import { GET as getList } from './route.ts'

let shop: Shop
let admin: Admin
beforeAll(async () => {
  shop = await openShop()
  admin = await openAdmin()
})
afterAll(() => shop.close())

const list = (query: string) => admin.list(getList, deliveryRow, query)
const detail = async (id: string) => deliveryDetail.parse((await admin.ask(getOne, { params: { id } })).body)
const replay = (id: string) =>
  admin.ask(postReplay, { method: 'POST', path: `/api/admin/deliveries/${id}/replay`, params: { id } })

async function sale() {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const order = await buy(holder, 'api_boost_5000', 1)
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const { rows } = await list(`q=${order.handOff.orderId}`)
  const delivery = rows.find(({ subject }) => subject !== null)
  if (!delivery) throw new Error('the provider told us nothing')
  return { ...order, delivery }
}

describe('E.2 webhook deliveries', () => {
  test('E.2 are found by what they are about, with their body and outcome', async () => {
    const { delivery, purchaseId, handOff } = await sale()
    expect(delivery).toMatchObject({ provider: 'razorpay', state: 'processed', receipts: 1 })
    expect((await list(`q=${handOff.orderId}&state=waiting`)).total).toBe(0)
    expect((await list(`q=${handOff.orderId}&provider=stripe`)).total).toBe(0)
    const shown = await detail(delivery.id)
    expect(shown).toMatchObject({ ...delivery, purchaseId, work: null })
    expect(JSON.parse(shown.body)).toMatchObject({ entity: 'event' })
  })

  test('E.2 replaying looks again at what the provider says now, and changes nothing that is right', async () => {
    const { delivery, purchaseId } = await sale()
    const before = await tracesOf(purchaseId)
    const [first, second] = await Promise.all([replay(delivery.id), replay(delivery.id)])
    expect([first.status, second.status]).toEqual([202, 202])
    expect(await detail(delivery.id)).toMatchObject({
      state: 'waiting',
      work: { attempts: 0, lastError: null },
    })
    await shop.work()
    expect(await detail(delivery.id)).toMatchObject({ state: 'processed', work: null })
    expect(await tracesOf(purchaseId)).toEqual(before)
    const audited = await database().auditEntry.findMany({ where: { subject: `delivery:${delivery.id}` } })
    expect(audited).toMatchObject(
      Array(2).fill({
        action: 'delivery.replayed',
        actor: `user:${admin.userId}`,
        data: { event: delivery.eventId },
      }),
    )
  })

  test('E.2 a purchase whose message came too early is finished by replaying it', async () => {
    const holder = await buildHolder({ plan: 'pro', now: await now() })
    const order = await buy(holder, 'api_boost_5000', 1)
    const reference = {
      provider_kind_externalId: { provider: 'razorpay', kind: 'order', externalId: order.handOff.orderId },
    }
    const known = await database().providerReference.delete({ where: reference })
    await shop.pay(order.handOff.orderId)
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const [delivery] = (await list(`q=${order.handOff.orderId}&state=ignored`)).rows
    if (!delivery) throw new Error('nothing was ignored')
    expect((await tracesOf(order.purchaseId)).status).toBe('pending')

    await database().providerReference.create({ data: known })
    await replay(delivery.id)
    await shop.work()
    expect((await tracesOf(order.purchaseId)).status).toBe('fulfilled')
    expect((await detail(delivery.id)).state).toBe('processed')
  })

  test('E.2 what nothing follows from cannot be replayed', async () => {
    const data = {
      provider: 'razorpay',
      eventId: randomUUID(),
      eventType: 'settlement.processed',
      body: '{}',
    }
    const at = new Date()
    const { id } = await database().webhookDelivery.create({
      data: { ...data, receivedAt: at, processedAt: at, outcome: 'ignored' },
    })
    expect(await replay(id)).toMatchObject({ status: 400, body: { code: 'nothing_follows' } })
    expect(await replay(randomUUID())).toMatchObject({ status: 404, body: { code: 'delivery_not_found' } })
    expect((await replay('x')).status).toBe(404)
    expect((await detail(id)).state).toBe('ignored')
  })
})
