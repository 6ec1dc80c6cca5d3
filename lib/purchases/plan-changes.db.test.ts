import { afterAll, beforeAll, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { acceptQuote } from './accept-quote.ts'
import type { Change } from './change-rules.ts'
import { createQuote, type Quote } from './create-quote.ts'
import { findHandOff } from './open-hand-off.ts'
import { openShop, type Shop } from './testing/open-shop.ts'

const familyCode = 'smart-ml'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const newcomer = async () => buildHolder({ plan: 'free', now: await now() })

async function quote(holder: Holder, ...changes: Change[]): Promise<Quote> {
  return createQuote({ ...holder, familyCode, changes, now: await now() })
}

/** Accepts a quote and pays it, where it costs something. */
async function change(holder: Holder, ...changes: Change[]): Promise<Quote> {
  const wanted = await quote(holder, ...changes)
  expect(wanted.violations).toEqual([])
  const { purchaseId } = await acceptQuote({ ...holder, quoteId: wanted.id, now: await now() })
  const handOff = await findHandOff({ purchaseId, now: await now() })
  if (handOff)
    await shop.whileWorking(async () => {
      await shop.pay(handOff.orderId)
      await shop.control('GET', '/quiet')
    })
  const { status } = await database().purchase.findUniqueOrThrow({ where: { id: purchaseId } })
  expect(status).toBe('fulfilled')
  return wanted
}

async function planOf({ customerId }: Holder): Promise<string | undefined> {
  const at = await now()
  const standing = await loadStanding(database(), { customerId, familyCode, at })
  return standing
    ? planAt({ catalog: standing.catalog, lines: standing.holdings.lines, at })?.code
    : undefined
}

const advance = (duration: string) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration }))

test('E.7 a plan is bought for a month, counts at once, and gives way to the free one when it ends', async () => {
  const holder = await newcomer()
  const wanted = await change(holder, { action: 'plan', code: 'pro' })
  expect(wanted).toMatchObject({ dueNowMinor: 499_00n, totalMinor: 499_00n, next: null })
  expect(wanted.incoming.map(({ feature }) => feature)).toContain('azure_storage_gb')
  expect(await planOf(holder)).toBe('pro')
  await advance('P32D')
  expect(await planOf(holder)).toBe('free')
})

test('E.7 plan and add-ons go into one cart, and are paid once', async () => {
  const holder = await newcomer()
  const wanted = await change(
    holder,
    { action: 'plan', code: 'pro' },
    { action: 'add', code: 'extra_storage_10gb', quantity: 2 },
  )
  expect(wanted.dueNowMinor).toBe(499_00n + 358_00n)
  expect(await database().payment.count({ where: { customerId: holder.customerId } })).toBe(1)
})

test('S3.7 a dearer plan begins a period of its own, less what was not used, and takes in what it includes', async () => {
  const holder = await newcomer()
  await change(
    holder,
    { action: 'plan', code: 'pro' },
    { action: 'add', code: 'priority_queue', quantity: 1 },
  )
  const upgrade = await quote(holder, { action: 'plan', code: 'advanced' })
  expect(upgrade.outcomes).toMatchObject([{ addon: { code: 'priority_queue' }, outcome: 'included' }])
  const queue = upgrade.lines.find((line) => line.addon?.code === 'priority_queue')
  expect(queue?.amountMinor).toBe(-(queue?.unitAmountMinor ?? 0n))
  expect(upgrade.totalMinor).toBe(1_999_00n - 499_00n - (queue?.unitAmountMinor ?? 0n))
  await change(holder, { action: 'plan', code: 'advanced' })
  expect(await planOf(holder)).toBe('advanced')
  const terms = await database().term.findMany({
    where: { customerId: holder.customerId, withdrawnAt: null },
    include: { line: { include: { plan: true } } },
  })
  expect(terms.map((term) => term.line.plan?.code)).toEqual(['advanced'])
})

test('S3.7 a lower plan is for when the period ends: nothing paid is taken, it can be undone, and paid ahead', async () => {
  const holder = await newcomer()
  await change(holder, { action: 'plan', code: 'advanced' })
  const down = await change(holder, { action: 'plan', code: 'pro' })
  expect(down).toMatchObject({ dueNowMinor: 0n, lines: [{ action: 'plan', effective: 'period_end' }] })
  expect(down.outgoing.map(({ feature }) => feature)).toContain('azure_storage_gb')
  expect(await planOf(holder)).toBe('advanced')

  await change(holder, { action: 'plan', code: 'advanced' })
  const standing = await loadStanding(database(), { ...holder, familyCode, at: await now() })
  expect(standing?.holdings.subscription?.nextPlanCode).toBeNull()

  await change(holder, { action: 'plan', code: 'pro' })
  const ahead = await change(holder, { action: 'plan', code: 'pro' })
  expect(ahead).toMatchObject({ dueNowMinor: 499_00n, lines: [{ action: 'renew' }] })
  await advance('P32D')
  expect(await planOf(holder)).toBe('pro')
})

test('E.7 the plan one is on is not sold twice for the same time', async () => {
  const holder = await newcomer()
  await change(holder, { action: 'plan', code: 'pro' })
  await change(holder, { action: 'plan', code: 'pro' })
  await expect(quote(holder, { action: 'plan', code: 'pro' })).rejects.toMatchObject({
    code: 'already_renewed',
  })
})

test('E.7 a plan somebody was given stays when a dearer one ends', async () => {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  await change(holder, { action: 'plan', code: 'advanced' })
  expect(await planOf(holder)).toBe('advanced')
  await advance('P32D')
  expect(await planOf(holder)).toBe('pro')
  expect((await quote(holder, { action: 'plan', code: 'free' })).violations).toMatchObject([
    { code: 'plan_granted' },
  ])
})
