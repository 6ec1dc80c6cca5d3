import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase, database } from '#lib/db/client.ts'
import { type Delivery, storeDeliveries } from './store-deliveries.ts'

afterAll(() => closeDatabase())

const message = (change: Partial<Delivery>): Delivery => ({
  provider: 'razorpay',
  eventId: 'evt_1',
  eventType: 'payment.captured',
  subject: 'order:razorpay:order_1',
  body: '{}',
  now: Temporal.Now.instant(),
  ...change,
})
const stored = async (eventId: string) =>
  database().webhookDelivery.findUniqueOrThrow({
    where: { provider_eventId: { provider: 'razorpay', eventId } },
  })
const looks = async (name: string) =>
  (
    await database().dueWork.findMany({ where: { subject: { contains: name } }, orderBy: { subject: 'asc' } })
  ).map(({ subject }) => subject)

describe('E.3 messages that come at the same time', () => {
  test('are stored once per event, as it came first, and counted; whatever one is about is looked at', async () => {
    const eventId = 'evt_same'
    const ids = await storeDeliveries([
      message({ eventId, body: 'first', subject: 'order:razorpay:order_same_1' }),
      message({ eventId: 'evt_other', body: 'other', subject: 'order:razorpay:order_same_1' }),
      message({ eventId, body: 'second', subject: 'order:razorpay:order_same_2' }),
    ])
    expect(ids).toEqual([eventId, 'evt_other', eventId])
    expect(await stored(eventId)).toMatchObject({ body: 'first', receipts: 2, processedAt: null })
    expect(await stored('evt_other')).toMatchObject({ body: 'other', receipts: 1 })
    expect(await looks('order_same')).toEqual(['razorpay:order_same_1', 'razorpay:order_same_2'])
    await storeDeliveries([message({ eventId, body: 'third', subject: 'order:razorpay:order_same_3' })])
    expect(await stored(eventId)).toMatchObject({ body: 'first', receipts: 3 })
    expect(await looks('order_same_3')).toHaveLength(1)
  })

  test('what nothing follows from is kept, and is done', async () => {
    await storeDeliveries([message({ eventId: 'evt_unknown', subject: null })])
    const kept = await stored('evt_unknown')
    expect(kept).toMatchObject({ outcome: 'ignored', processedAt: kept.receivedAt })
  })

  test('more than are woken for are all due', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      message({ eventId: `evt_many_${index}`, subject: `order:razorpay:order_many_${index}` }),
    )
    await Promise.all([storeDeliveries(many), storeDeliveries(many.toReversed())])
    expect(await looks('order_many')).toHaveLength(40)
    expect(
      await database().webhookDelivery.count({ where: { eventId: { startsWith: 'evt_many' }, receipts: 2 } }),
    ).toBe(40)
  })
})
