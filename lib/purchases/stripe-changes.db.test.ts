import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { cancelAddon } from './cancel-addon.ts'
import { cancelPurchase } from './cancel-purchase.ts'
import { checkoutAddons } from './checkout-addons.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { ASKS, DECLINES_LATER, openSubscriber, PAYS, type Subscriber } from './testing/subscriber.ts'

const family = 'custom-projects'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
beforeEach(() => shop.control('POST', '/reset'))
afterAll(() => shop.close())

const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
const moveTo = (instant: Temporal.Instant) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { now: instant.toString() }))

/** Pro with one storage unit, as in the seed's example. */
const onPro = (storage = 1) =>
  openSubscriber(shop, {
    family,
    buys: [
      { action: 'plan', code: 'pro' },
      ...(storage > 0 ? [{ action: 'add', code: 'storage_1gb', quantity: storage } as const] : []),
    ],
  })

async function toHalf(subscriber: Subscriber) {
  const { start, end } = await subscriber.billed()
  const half = start.add({ milliseconds: Math.round((end.epochMilliseconds - start.epochMilliseconds) / 2) })
  await moveTo(half)
  return { start, end, half }
}

const give = async (subscriber: Subscriber, card: string) =>
  shop.control('POST', `/stripe/customers/${await subscriber.payer()}/payment-method`, { card })

async function purchaseOf(id: string) {
  return database().purchase.findUniqueOrThrow({
    where: { id },
    include: {
      payments: true,
      invoice: { include: { lines: { orderBy: { position: 'asc' } } } },
      terms: true,
    },
  })
}

test('S3.4 S4.1 plan and add-ons are bought together on one page, and paid once', async () => {
  const customer = await onPro(2)
  expect(await customer.plan()).toBe('pro')
  expect(await customer.limits()).toMatchObject({ storage_gb: 7n })
  const billed = await customer.billed()
  expect(billed).toMatchObject({ status: 'active', items: { pro: 1, storage_1gb: 2 } })
  const purchase = await database().purchase.findFirstOrThrow({ where: { customerId: customer.customerId } })
  const found = await purchaseOf(purchase.id)
  expect(found).toMatchObject({
    status: 'fulfilled',
    amountMinor: 60_00n,
    payments: [{ amountMinor: 60_00n }],
  })
  expect(found.invoice).toMatchObject({ totalMinor: 60_00n, currency: 'USD' })
  expect(found.invoice?.lines).toHaveLength(2)
  // Periods are the provider's, to the instant.
  expect(found.terms.map((term) => term.endsAt?.getTime())).toEqual([
    billed.end.epochMilliseconds,
    billed.end.epochMilliseconds,
  ])
})

test('S4.3 half a period left, one more $5 unit: $2.50 now, $60 next, and charged to the cent', async () => {
  const customer = await onPro()
  const { end } = await toHalf(customer)
  const { quote, purchaseId, status } = await customer.change({
    action: 'add',
    code: 'storage_1gb',
    quantity: 1,
  })
  expect(quote).toMatchObject({ totalMinor: 2_50n, dueNowMinor: 2_50n, next: { totalMinor: 60_00n } })
  expect(quote.next?.at.equals(end)).toBe(true)
  expect(status).toBe('fulfilled')
  expect(await purchaseOf(purchaseId)).toMatchObject({
    amountMinor: 2_50n,
    payments: [{ amountMinor: 2_50n, status: 'captured' }],
    invoice: { totalMinor: 2_50n, lines: [{ amountMinor: -2_50n }, { amountMinor: 5_00n }] },
  })
  expect(await customer.limits()).toMatchObject({ storage_gb: 7n })
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 2 })
  expect(
    await database().auditEntry.count({ where: { action: { in: ['pricing.differs', 'charge.differs'] } } }),
  ).toBe(0)
})

test('S4.2 three clicks at once all count, and there is still one item', async () => {
  const customer = await onPro()
  const { userId, customerId } = customer
  const click = async () =>
    checkoutAddons({
      customerId,
      userId,
      familyCode: family,
      items: [{ sku: 'storage_1gb', quantity: 1 }],
      requestId: 'test',
      now: await now(),
    })
  const bought = await Promise.all([click(), click(), click()])
  expect(bought).toEqual(Array.from({ length: 3 }, () => ({ kind: 'charged', action: 'updated' })))
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 4 })
  expect(await customer.limits()).toMatchObject({ storage_gb: 9n })
})

test('S4.2 a declined card changes nothing, and the change is paid another way or dropped', async () => {
  const customer = await onPro()
  await toHalf(customer)
  await give(customer, DECLINES_LATER)
  const declined = await customer.change({ action: 'add', code: 'storage_1gb', quantity: 1 })
  expect(declined.status).toBe('pending')
  expect(declined.payUrl).toMatch(/^http/)
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 1 })
  await expect(customer.change({ action: 'add', code: 'connectors_1', quantity: 1 })).rejects.toMatchObject({
    code: 'change_unfinished',
    extra: { purchase_id: declined.purchaseId, url: declined.payUrl },
  })

  await cancelPurchase({ ...customer, purchaseId: declined.purchaseId, now: await now() })
  await give(customer, PAYS)
  const again = await customer.change({ action: 'add', code: 'connectors_1', quantity: 1 })
  expect(again.status).toBe('fulfilled')
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 1, connectors_1: 1 })
})

test('S4.2 3-D Secure: nothing counts until it is confirmed, and then it does', async () => {
  const customer = await onPro()
  await toHalf(customer)
  await give(customer, ASKS)
  const asked = await customer.change({ action: 'add', code: 'storage_1gb', quantity: 2 })
  expect(asked.status).toBe('pending')
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  const invoice = await customer.orderOf(asked.purchaseId)
  await shop.whileWorking(async () => {
    await shop.control('POST', `/stripe/invoices/${invoice}/authenticate`, { outcome: 'success' })
    await shop.control('GET', '/quiet')
  })
  expect(await purchaseOf(asked.purchaseId)).toMatchObject({ status: 'fulfilled' })
  expect(await customer.limits()).toMatchObject({ storage_gb: 8n })
})

test('S4.4 fewer at once give credit to the cent, and the next bill uses it', async () => {
  const customer = await openSubscriber(shop, {
    family,
    buys: [
      { action: 'plan', code: 'pro' },
      { action: 'add', code: 'connectors_1', quantity: 3 },
    ],
  })
  const { end } = await toHalf(customer)
  const fewer = await customer.change({ action: 'set', code: 'connectors_1', quantity: 1 })
  expect(fewer.quote).toMatchObject({ totalMinor: -10_00n, dueNowMinor: 0n, next: { totalMinor: 60_00n } })
  expect(fewer.status).toBe('fulfilled')
  expect(await customer.limits()).toMatchObject({ connectors: 4n })
  const notes = await database().creditNote.findMany({ where: { customerId: customer.customerId } })
  expect(notes.map((note) => note.totalMinor)).toEqual([10_00n])

  await moveTo(end.add({ hours: 3 }))
  const renewal = await database().purchase.findFirstOrThrow({
    where: { customerId: customer.customerId, userId: null },
    include: { payments: true, invoice: true },
  })
  expect(renewal).toMatchObject({
    status: 'fulfilled',
    amountMinor: 60_00n,
    balanceMinor: 10_00n,
    payments: [{ amountMinor: 50_00n }],
    invoice: { totalMinor: 60_00n },
  })
})

test('S4.4 fewer at period end: kept until then, fewer after, and the plan goes on', async () => {
  const customer = await onPro(3)
  const { end } = await customer.billed()
  const fewer = await customer.change({ action: 'set', code: 'storage_1gb', quantity: 1 })
  expect(fewer.quote).toMatchObject({ totalMinor: 0n, next: { totalMinor: 55_00n } })
  expect(await customer.limits()).toMatchObject({ storage_gb: 8n })
  await moveTo(end.subtract({ minutes: 30 }))
  expect(await customer.limits()).toMatchObject({ storage_gb: 8n })
  await moveTo(end.add({ hours: 2 }))
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  expect((await customer.billed()).items).toEqual({ pro: 1, storage_1gb: 1 })
  expect(await customer.plan()).toBe('pro')
})

test('S0.8 one add-on is canceled at period end, undone, canceled again, and bought again', async () => {
  const customer = await onPro()
  const { end } = await customer.billed()
  const line = await database().subscriptionLine.findFirstOrThrow({
    where: { customerId: customer.customerId, addonId: { not: null } },
  })
  const cancel = async (atPeriodEnd: boolean) =>
    cancelAddon({ ...customer, lineId: line.id, atPeriodEnd, now: await now() })
  await cancel(true)
  const { resumeLine } = await import('#lib/subscriptions/resume-line.ts')
  await resumeLine({ ...customer, lineId: line.id, now: await now() })
  await moveTo(end.add({ hours: 2 }))
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })

  const { end: second } = await customer.billed()
  await cancel(true)
  await moveTo(second.add({ hours: 2 }))
  expect(await customer.limits()).toMatchObject({ storage_gb: 5n })
  expect((await customer.billed()).items).toEqual({ pro: 1 })

  await customer.change({ action: 'add', code: 'storage_1gb', quantity: 1 })
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  await cancel(false)
  expect(await customer.limits()).toMatchObject({ storage_gb: 5n })
  await quiet()
  expect((await customer.billed()).items).toEqual({ pro: 1 })
})

test('S0.10 a renewal is charged once, nothing is interrupted, and everything is documented', async () => {
  const customer = await onPro()
  for (const _ of [1, 2]) {
    const { end } = await customer.billed()
    await moveTo(end.add({ minutes: 5 }))
    expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
    await moveTo(end.add({ hours: 3 }))
    expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  }
  await quiet()
  const renewals = await database().purchase.findMany({
    where: { customerId: customer.customerId, userId: null },
    include: { invoice: true, payments: true, terms: true },
  })
  expect(renewals).toHaveLength(2)
  for (const renewal of renewals) {
    expect(renewal).toMatchObject({ status: 'fulfilled', amountMinor: 55_00n })
    expect([renewal.payments.length, renewal.terms.length, renewal.invoice?.totalMinor]).toEqual([
      1,
      2,
      55_00n,
    ])
  }
})

test('a renewal that fails: kept through the grace, withdrawn after it, restored by paying', async () => {
  const customer = await onPro()
  const { end } = await customer.billed()
  await give(customer, DECLINES_LATER)
  await moveTo(end.add({ hours: 3 }))
  expect(await customer.plan()).toBe('pro')
  const agreement = () =>
    database().billingAgreement.findFirstOrThrow({ where: { customerId: customer.customerId } })
  expect(await agreement()).toMatchObject({ status: 'past_due' })
  const told = await database().outboundMessage.findMany({
    where: { customerId: customer.customerId, template: 'renewal-failed' },
  })
  // Their pages say it as long as it is so; a notice would outlive it.
  expect(told.map((message) => message.channel)).toEqual(['email'])
  await expect(customer.quote({ action: 'add', code: 'storage_1gb', quantity: 1 })).rejects.toMatchObject({
    code: 'payment_overdue',
  })

  await moveTo(end.add({ hours: 73 }))
  expect(await customer.plan()).toBe('free')
  const open = await database().purchase.findFirstOrThrow({
    where: { customerId: customer.customerId, userId: null, status: 'pending' },
  })
  expect(open.payUrl).toMatch(/^http/)
  const invoice = await customer.orderOf(open.id)
  await shop.whileWorking(async () => {
    await shop.control('POST', `/stripe/invoices/${invoice}/pay`, { card: PAYS })
    await shop.control('GET', '/quiet')
  })
  expect(await customer.plan()).toBe('pro')
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  expect(await agreement()).toMatchObject({ status: 'active', pastDueSince: null })
})

test('S3.8 Enterprise takes the tracks in: their items go with credit for the unused time', async () => {
  const customer = await openSubscriber(shop, {
    family: 'klarvo',
    buys: [
      { action: 'plan', code: 'pro' },
      { action: 'add', code: 'provider_track', quantity: 1 },
    ],
  })
  await toHalf(customer)
  const upgrade = await customer.change({ action: 'plan', code: 'enterprise' })
  expect(upgrade.quote.outcomes).toMatchObject([{ addon: { code: 'provider_track' }, outcome: 'included' }])
  // Half of 999 − 399 − 499.
  expect(upgrade.quote.totalMinor).toBe(50_50n)
  expect(upgrade.status).toBe('fulfilled')
  expect(await customer.plan()).toBe('enterprise')
  expect((await customer.billed()).items).toEqual({ enterprise: 1 })
  const { provider_track, provider_assurance } = await customer.limits()
  expect([provider_track, provider_assurance].every((flag) => flag !== null && (flag ?? 0n) > 0n)).toBe(true)
})

test('S3.7 a downgrade waits for the period to end, says what is lost, and can be undone', async () => {
  const customer = await openSubscriber(shop, {
    family: 'klarvo',
    buys: [
      { action: 'plan', code: 'growth' },
      { action: 'add', code: 'provider_track', quantity: 1 },
    ],
  })
  const { end } = await customer.billed()
  const down = await customer.change({ action: 'plan', code: 'starter' })
  expect(down.quote.outcomes).toMatchObject([{ addon: { code: 'provider_track' }, outcome: 'not_allowed' }])
  expect(down.quote).toMatchObject({ totalMinor: 0n, next: { totalMinor: 49_00n } })
  expect(down.quote.outgoing.map(({ feature }) => feature)).toContain('provider_track')
  expect(await customer.plan()).toBe('growth')
  const undo = await customer.change({ action: 'plan', code: 'growth' })
  expect(undo.quote).toMatchObject({ totalMinor: 0n })
  await moveTo(end.add({ hours: 2 }))
  expect((await customer.billed()).items).toEqual({ growth: 1, provider_track: 1 })

  const { end: second } = await customer.billed()
  await customer.change({ action: 'plan', code: 'starter' })
  await moveTo(second.add({ hours: 2 }))
  expect((await customer.billed()).items).toEqual({ starter: 1 })
  expect(await customer.plan()).toBe('starter')
  expect(await customer.limits()).toMatchObject({ provider_track: 0n })
})

test('a dispute that is lost withdraws what it paid for, and only that; an open one nothing', async () => {
  const customer = await onPro()
  await toHalf(customer)
  const more = await customer.change({ action: 'add', code: 'storage_1gb', quantity: 2 })
  const [payment] = (await purchaseOf(more.purchaseId)).payments
  const reference = await database().providerReference.findFirstOrThrow({
    where: { kind: 'payment', subjectId: payment?.id ?? '' },
  })
  const { id } = await shop.control<{ id: string }>('POST', '/stripe/disputes', {
    payment_intent: reference.externalId,
  })
  await quiet()
  expect(await customer.limits()).toMatchObject({ storage_gb: 8n })
  await shop.whileWorking(async () => {
    await shop.control('POST', `/stripe/disputes/${id}/close`, { outcome: 'lost' })
    await shop.control('GET', '/quiet')
  })
  expect(await customer.limits()).toMatchObject({ storage_gb: 6n })
  expect(await purchaseOf(more.purchaseId)).toMatchObject({ status: 'refunded' })
  expect(await customer.plan()).toBe('pro')
})
