import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInWithPassword } from '#lib/auth/sign-in-with-password.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { findKeyAnalytics } from '#lib/keys/find-key-analytics.ts'
import { findKeyStatistics } from '#lib/keys/find-key-statistics.ts'
import { getUsage } from '#lib/metering/get-usage.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { saveBillingDetails } from '#lib/tax/save-billing-details.ts'
import { createDemoAccount } from './create-demo-account.ts'
import type { DemoAccount } from './demo-account.ts'
import { demoBilling } from './demo-billing.ts'
import { seedDemo } from './seed-demo.ts'

let at: Temporal.Instant
let first: DemoAccount[]
let shop: Shop
beforeAll(async () => {
  // Plans that a provider bills are bought at its sandbox.
  shop = await openShop()
  at = await now()
  first = await seedDemo({ known: [], now: at })
})
afterAll(() => shop.close())

const canSignIn = async (account: DemoAccount | undefined) =>
  (await signInWithPassword({ email: account?.email, password: account?.password })) !== null
const usageOf = async (account: DemoAccount | undefined) => {
  const customer = await database().customer.findFirstOrThrow({ where: { externalId: account?.customerId } })
  const familyCode = account?.family ?? ''
  return getUsage(database(), { customerId: customer.id, familyCode, at: await now() })
}

describe('CONTRACT demo accounts', () => {
  test('one per plan and one for staff, who can sign in', async () => {
    expect(first.map((account) => [account.email, account.role, account.plan])).toEqual([
      ['free@smart-ml.test', 'customer', 'free'],
      ['pro@smart-ml.test', 'customer', 'pro'],
      ['advanced@smart-ml.test', 'customer', 'advanced'],
      ['free@klarvo.test', 'customer', 'free'],
      ['starter@klarvo.test', 'customer', 'starter'],
      ['growth@klarvo.test', 'customer', 'growth'],
      ['pro@klarvo.test', 'customer', 'pro'],
      ['enterprise@klarvo.test', 'customer', 'enterprise'],
      ['pro@custom-projects.test', 'customer', 'pro'],
      ['new@custom-projects.test', 'customer', 'new'],
      ['admin@tackon.test', 'admin', undefined],
    ])
    expect(first.every((account) => account.token.startsWith('tk_'))).toBe(true)
    const pro = first[1]
    expect(await canSignIn(pro)).toBe(true)
  })

  test('each is on its plan, and its meters are not empty', async () => {
    for (const account of first.filter((entry) => entry.role === 'customer')) {
      const usage = await usageOf(account)
      const isNew = account.plan === 'new'
      expect(usage?.plan?.code).toBe(isNew ? 'free' : account.plan)
      expect(usage?.meters.some((meter) => (meter.used ?? 0) > 0)).toBe(!isNew)
    }
  })

  test('S1.5 their invoices show the ways of taxing', async () => {
    const invoices = await database().invoice.findMany({
      include: { customer: true, lineTaxes: true },
      orderBy: { customer: { email: 'asc' } },
    })
    const shown = invoices.map(({ customer, placeOfSupply, reverseCharge, lineTaxes }) => [
      customer.email,
      placeOfSupply,
      reverseCharge,
      ...lineTaxes.map((tax) => `${tax.name} ${tax.rateBasisPoints}`),
    ])
    expect(shown).toEqual([
      ['enterprise@klarvo.test', 'Ireland', false, 'VAT 2300'],
      ['growth@klarvo.test', 'Germany', true, 'VAT 0'],
      ['pro@custom-projects.test', null, false],
      // A pack for one of its API keys.
      ['pro@custom-projects.test', null, false],
      ['pro@klarvo.test', 'Ireland', false, 'VAT 2300'],
      ['starter@klarvo.test', 'Finland', false, 'VAT 2550'],
    ])
    for (const details of Object.values(demoBilling)) {
      const { id: customerId } = await database().customer.findFirstOrThrow()
      const by = { customerId, userId: crypto.randomUUID(), requestId: 'test', now: at }
      await saveBillingDetails({ ...by, details })
      const { taxId, state } = await database().billingDetails.findUniqueOrThrow({ where: { customerId } })
      expect([taxId, state]).toEqual([details.taxId, details.state])
    }
  })

  test('S2.12 somebody has API keys, whose charts show something', async () => {
    const shopper = first.find(({ email }) => email === 'pro@custom-projects.test')
    const { id: customerId } = await database().customer.findFirstOrThrow({
      where: { externalId: shopper?.customerId },
    })
    const keys = await database().apiKey.findMany({ where: { customerId }, orderBy: { name: 'desc' } })
    expect(keys.map(({ name }) => name)).toEqual(['Production', 'Mobile app'])
    const days = await Promise.all(
      keys.map(async ({ id: apiKeyId }) => {
        const asked = { apiKeyId, customerId, at: await now() }
        const { status, total } = await findKeyStatistics(asked)
        const { daily, optimization } = await findKeyAnalytics({ ...asked, days: 30 })
        return { status, left: total.remaining, days: daily.length, advice: optimization.action }
      }),
    )
    expect(days).toEqual([
      { status: 'USING ADD-ON', left: 506, days: 30, advice: 'stay' },
      { status: 'OK', left: 0, days: 30, advice: 'buy' },
    ])
    const used = await database().usageCounter.findMany({
      where: { subscription: { apiKeyId: { not: null } } },
    })
    expect(used).toHaveLength(60)
    for (const { packs, packUsed } of used) {
      expect(Object.values(packs as Record<string, number>).reduce((sum, some) => sum + some, 0)).toBe(
        Number(packUsed),
      )
    }
  })

  test('S3.6 the workspace shows what it is for, and counts what is in it', async () => {
    const enterprise = first.find(({ email }) => email === 'enterprise@klarvo.test')
    const usage = await usageOf(enterprise)
    expect(usage?.meters.find(({ feature }) => feature === 'ai_systems')?.used).toBe(6)
    const duties = await database().workspaceRecord.groupBy({ by: ['kind'], _count: true })
    expect(new Set(duties.map(({ kind }) => kind))).toEqual(new Set(['duty', 'system']))
  })

  test('a second start keeps what it knows, and makes up for what was lost', async () => {
    expect(await seedDemo({ known: first, now: at })).toEqual(first)
    const [free, pro] = await seedDemo({ known: first.slice(0, 1), now: at })
    expect(free).toEqual(first[0])
    expect(pro?.customerId).toBe(first[1]?.customerId)
    expect(pro?.password).not.toBe(first[1]?.password)
    expect(await canSignIn(pro)).toBe(true)
    expect(await database().user.count()).toBe(first.length)
    expect(await database().announcement.count()).toBe(1)
  })

  test('demo:account makes a fresh one; `new` has bought nothing, in the family it was made for', async () => {
    const wish = { role: 'customer', family: 'custom-projects', plan: 'new' } as const
    const [one, other] = [
      await createDemoAccount({ wish, now: at }),
      await createDemoAccount({ wish, now: at }),
    ]
    expect(one.email).not.toBe(other.email)
    const customer = await database().customer.findUniqueOrThrow({
      where: { externalId: one.customerId ?? '' },
      include: { subscriptions: { include: { lines: true, family: { select: { code: true } } } } },
    })
    expect(customer.country).toBe('US')
    expect(customer.subscriptions).toMatchObject([{ family: { code: 'custom-projects' }, lines: [] }])
    expect((await usageOf(one))?.plan?.code).toBe('free')
    await expect(createDemoAccount({ wish: { ...wish, plan: 'gold' }, now: at })).rejects.toThrow(
      'no plan "gold"',
    )
  })
})
