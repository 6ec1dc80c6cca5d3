import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import type { Change } from '#lib/purchases/quote-rules.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { cancelLine } from './cancel-line.ts'
import { findUserAddon } from './find-user-addon.ts'
import { resumeLine } from './resume-line.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const familyCode = 'smart-ml'
const advance = (duration: string) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration }))
const moveTo = (instant: string) => shop.whileWorking(() => shop.control('POST', '/clock', { now: instant }))

async function pay(holder: Holder, change: Change) {
  const order = await buyAddon({ ...holder, familyCode, change, now: await now() })
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const line = await database().subscriptionLine.findFirstOrThrow({
    where: { customerId: holder.customerId, addon: { code: change.code } },
  })
  return { order, lineId: line.id }
}

async function storageOf(holder: Holder) {
  const found = await getEntitlements(database(), { ...holder, familyCode, at: await now() })
  return found?.features.find((entitlement) => entitlement.feature === 'azure_storage_gb')?.total
}

async function heldAddon(holder: Holder, lineId: string) {
  return findUserAddon({ ...holder, lineId, at: await now() })
}

const storage = (quantity: number) => ({ action: 'add', code: 'extra_storage_10gb', quantity }) as const

test('S0.8 cancel immediately: the limits revert at once, without a refund (D5)', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const { lineId } = await pay(holder, storage(2))
  expect(await storageOf(holder)).toBe(25n)
  await cancelLine({ ...holder, lineId, atPeriodEnd: false, now: await now() })
  expect(await storageOf(holder)).toBe(5n)
  expect((await heldAddon(holder, lineId)).status).toBe('canceled')
  expect(await database().refund.count({ where: { customerId: holder.customerId } })).toBe(0)
  await cancelLine({ ...holder, lineId, atPeriodEnd: false, now: await now() })
  await expect(resumeLine({ ...holder, lineId, now: await now() })).rejects.toMatchObject({
    code: 'user_addon_not_active',
  })
})

test('S0.8 cancel at period end: the limits stay until that instant and revert at it, not later', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const { lineId } = await pay(holder, storage(1))
  await cancelLine({ ...holder, lineId, atPeriodEnd: true, now: await now() })
  const held = await heldAddon(holder, lineId)
  expect(held).toMatchObject({ status: 'active', cancel_at_period_end: true })
  const end = Temporal.Instant.from(held.current_period_end ?? '')
  const at = async (instant: Temporal.Instant) => {
    const found = await getEntitlements(database(), { ...holder, familyCode, at: instant })
    return found?.features.find((entitlement) => entitlement.feature === 'azure_storage_gb')?.total
  }
  expect(await at(end.subtract({ milliseconds: 1 }))).toBe(15n)
  expect(await at(end)).toBe(5n)
})

test('S0.8 resume undoes a cancellation, and another customer can do neither', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const stranger = await buildHolder({ plan: 'pro', now: await now() })
  const { lineId } = await pay(holder, storage(1))
  const foreign = { ...stranger, lineId, now: await now() }
  await expect(cancelLine({ ...foreign, atPeriodEnd: false })).rejects.toMatchObject({ kind: 'not_found' })
  await cancelLine({ ...holder, lineId, atPeriodEnd: true, now: await now() })
  await expect(resumeLine(foreign)).rejects.toMatchObject({ kind: 'not_found' })
  await resumeLine({ ...holder, lineId, now: await now() })
  expect(await heldAddon(holder, lineId)).toMatchObject({ cancel_at_period_end: false, canceled_at: null })
})

test('D4 more of what is held is charged by whole days to the end of its period', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const first = await pay(holder, storage(1))
  const sameDay = await buyAddon({ ...holder, familyCode, change: storage(1), now: await now() })
  expect(sameDay.amountMinor).toBe(179_00n)
  const held = await heldAddon(holder, first.lineId)
  await advance('P10D')
  const order = await buyAddon({ ...holder, familyCode, change: storage(2), now: await now() })
  const date = (instant: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Kolkata').toPlainDate()
  const days = date(held.current_period_start).until(date(held.current_period_end ?? ''), {
    largestUnit: 'day',
  }).days
  expect(order.amountMinor).toBe(BigInt(Math.round((358_00 * (days - 10)) / days)))
})

test('S0.10 a prepaid add-on is announced before it ends, renewed in one click, and then carries on', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const { lineId } = await pay(holder, storage(2))
  const before = await heldAddon(holder, lineId)
  const end = Temporal.Instant.from(before.current_period_end ?? '')
  await moveTo(end.subtract({ hours: 71 }).toString())
  const reminders = await database().outboundMessage.findMany({
    where: { customerId: holder.customerId, template: 'addon-expiring' },
  })
  expect(reminders.map((message) => message.channel).sort()).toEqual(['email', 'in_app'])

  const { order } = await pay(holder, { action: 'renew', code: 'extra_storage_10gb' })
  expect(order).toMatchObject({ amountMinor: 358_00n, quantity: 2 })
  await expect(
    buyAddon({
      ...holder,
      familyCode,
      change: { action: 'renew', code: 'extra_storage_10gb' },
      now: await now(),
    }),
  ).rejects.toMatchObject({ code: 'already_renewed' })
  await moveTo(end.add({ hours: 1 }).toString())
  expect(await storageOf(holder)).toBe(25n)
  const after = await heldAddon(holder, lineId)
  expect(after.current_period_start).toBe(before.current_period_end)
  expect(
    await database().outboundMessage.count({
      where: { customerId: holder.customerId, template: 'addon-expired' },
    }),
  ).toBe(0)
})

test('S0.10 an add-on that is not renewed ends, says so, and can be bought back from that day', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const { lineId } = await pay(holder, storage(1))
  await advance('P2M')
  expect(await storageOf(holder)).toBe(5n)
  expect((await heldAddon(holder, lineId)).status).toBe('expired')
  const told = await database().outboundMessage.findMany({
    where: { customerId: holder.customerId, template: 'addon-expired' },
  })
  expect(told.map((message) => message.channel).sort()).toEqual(['email', 'in_app'])
  const again = await pay(holder, { action: 'renew', code: 'extra_storage_10gb' })
  expect(again.lineId).toBe(lineId)
  expect(await storageOf(holder)).toBe(15n)
})

test('invariant 6: the same add-on canceled and bought again is the one line, and old news changes nothing', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const first = await pay(holder, storage(1))
  await cancelLine({ ...holder, lineId: first.lineId, atPeriodEnd: false, now: await now() })
  const second = await pay(holder, storage(2))
  expect(second.lineId).toBe(first.lineId)
  expect(await storageOf(holder)).toBe(25n)
  const deliveries = await shop.control<{ id: string }[] | { deliveries: { id: string }[] }>(
    'GET',
    '/webhooks',
  )
  const ids = (Array.isArray(deliveries) ? deliveries : deliveries.deliveries).map((delivery) => delivery.id)
  for (const id of ids.slice(0, 20)) await shop.control('POST', `/webhooks/${id}/redeliver`)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  expect(await storageOf(holder)).toBe(25n)
})

test('a full refund withdraws what it paid for, and only that', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const first = await pay(holder, storage(1))
  await pay(holder, storage(2))
  expect(await storageOf(holder)).toBe(35n)
  const payment = await database().payment.findFirstOrThrow({ where: { purchaseId: first.order.purchaseId } })
  const reference = await database().providerReference.findFirstOrThrow({ where: { subjectId: payment.id } })
  const response = await fetch(`${process.env.RAZORPAY_API_URL}/v1/payments/${reference.externalId}/refund`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${shop.secrets.keyId}:${shop.secrets.keySecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{}',
  })
  expect(response.status).toBe(200)
  await advance('PT1M')
  expect(await storageOf(holder)).toBe(25n)
  const note = await database().creditNote.findFirstOrThrow({ where: { customerId: holder.customerId } })
  expect(note).toMatchObject({ totalMinor: 179_00n })
  expect(note.number).toMatch(/^CN-\d{4}-\d{3}$/)
})
