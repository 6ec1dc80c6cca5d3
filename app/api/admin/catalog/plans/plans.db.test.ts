import { afterAll, describe, expect, test } from 'vitest'
import { planDetail, planRow } from '#lib/admin/catalog-plan-schemas.ts'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { openShop } from '#lib/purchases/testing/open-shop.ts'
import { openSubscriber } from '#lib/purchases/testing/subscriber.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getOne, PATCH as patchOne } from './[id]/route.ts'
import { GET as getList } from './route.ts'

const shop = await openShop()
const admin = await openAdmin()
afterAll(shop.close)

async function show(code: string, family = 'smart-ml') {
  const { id } = await database().plan.findFirstOrThrow({ where: { code, family: { code: family } } })
  return planDetail.parse((await admin.ask(getOne, { params: { id } })).body)
}

const patch = (id: string, body: unknown) =>
  admin.ask(patchOne, { method: 'PATCH', path: `/api/admin/catalog/plans/${id}`, params: { id }, body })

async function change(plan: { id: string; updatedAt: string }, fields: Record<string, unknown>) {
  const answer = await patch(plan.id, { updatedAt: plan.updatedAt, ...fields })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return planDetail.parse(answer.body)
}

describe('E.2 plans are edited at the desk', () => {
  test('E.2 what it grants counts at once, is in the audit log, and stays when the catalog is seeded (S0.1)', async () => {
    const at = await now()
    const { customerId } = await buildHolder({ plan: 'advanced', now: at })
    const before = await show('advanced')
    const grants = before.grants.map((grant) =>
      grant.feature === 'azure_storage_gb' ? { ...grant, value: 25 } : grant,
    )
    const after = await change(before, { name: 'Advanced+', grants })
    expect(after).toMatchObject({ name: 'Advanced+', grants, priceMinor: 1_999_00, billedAt: null })
    const standing = await loadStanding(database(), { customerId, familyCode: 'smart-ml', at })
    if (!standing) throw new Error('no family')
    const { features } = entitlementsAt({ catalog: standing.catalog, lines: standing.holdings.lines, at })
    expect(features.find(({ feature }) => feature === 'azure_storage_gb')?.total).toBe(25n)

    const where = { subject: `plan:${before.id}` }
    const entry = await database().auditEntry.findFirstOrThrow({ where })
    expect(entry).toMatchObject({
      action: 'plan.updated',
      actor: `user:${admin.userId}`,
      data: { 'name.before': 'Advanced', 'name.after': 'Advanced+' },
    })
    expect(entry.data).toMatchObject({ 'grants.after': expect.stringContaining('azure_storage_gb: 25') })
    await seedCatalog({ seed: smartMl, now: await now() })
    expect(await show('advanced')).toEqual(after)
  })

  test('E.2 S3.4 another price is for who comes next; who holds the plan keeps theirs, also when it is archived', async () => {
    const customer = await openSubscriber(shop, {
      family: 'custom-projects',
      buys: [{ action: 'plan', code: 'pro' }],
    })
    const before = await show('pro', 'custom-projects')
    expect(before.holders).toEqual({ customers: 1, atOtherPrice: 0 })
    expect(before.billedAt?.state).toBe('known')
    const dearer = await change(before, { priceMinor: 60_00 })
    expect(dearer).toMatchObject({ priceMinor: 60_00, holders: { customers: 1, atOtherPrice: 1 } })
    expect(dearer.billedAt).toEqual({ provider: 'stripe', state: 'on_its_way' })
    await shop.work()
    expect((await show('pro', 'custom-projects')).billedAt?.state).toBe('known')
    const next = await customer.quote({ action: 'add', code: 'storage_1gb', quantity: 1 })
    expect(next.next?.totalMinor).toBe(50_00n + 5_00n)

    const newcomer = await openSubscriber(shop, { family: 'custom-projects' })
    const wish = { action: 'plan', code: 'pro' } as const
    expect(await newcomer.quote(wish)).toMatchObject({ totalMinor: 60_00n, violations: [] })
    await change(await show('pro', 'custom-projects'), { status: 'archived' })
    expect((await newcomer.quote(wish)).violations).toMatchObject([{ code: 'plan_not_available' }])
    expect(await customer.plan()).toBe('pro')
    const back = await change(await show('pro', 'custom-projects'), { status: 'published' })
    expect(back.status).toBe('published')
  })

  test('D10 the plan everyone begins on stays, and costs nothing', async () => {
    const at = await now()
    const before = await show('free')
    await buildHolder({ plan: 'free', now: at })
    expect((await show('free')).holders.customers).toBe(before.holders.customers + 1)
    await buildHolder({ plan: 'pro', now: at })
    expect((await show('free')).holders.customers).toBe(before.holders.customers + 1)
    expect((await change(await show('free'), { name: 'Starter' })).name).toBe('Starter')
  })

  test.each([
    ['free', { status: 'archived' }, 422, 'status'],
    ['free', { priceMinor: 1_00 }, 422, 'priceMinor'],
    ['pro', { priceMinor: 0 }, 422, 'priceMinor'],
    ['pro', { name: ' ' }, 422, 'name'],
    ['pro', { grants: [{ feature: 'nonsense', value: 1 }] }, 422, 'grants'],
    ['pro', { rank: 7 }, 422, 'rank'],
    ['pro', { status: 'draft' }, 409, 'status'],
  ])('E.4 %s does not become %j', async (code, fields, status, field) => {
    const before = await show(code)
    const answer = await patch(before.id, { updatedAt: before.updatedAt, ...fields })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    })
    expect(await show(code)).toEqual(before)
  })

  test('E.4 what somebody else changed meanwhile is not written over; what is not there is not found', async () => {
    const before = await show('pro')
    await change(before, { description: 'For teams' })
    const late = await patch(before.id, { updatedAt: before.updatedAt, description: 'For one' })
    expect(late).toMatchObject({ status: 409, body: { code: 'catalog_changed' } })
    const id = '0193f2a4-7b1c-7abc-8def-0123456789ab'
    expect((await admin.ask(getOne, { params: { id } })).status).toBe(404)
  })

  test('E.2 the list has every family, from the smallest plan to the largest', async () => {
    const { rows } = await admin.list(getList, planRow, 'family=smart-ml')
    expect(rows.map(({ code, isDefault }) => [code, isDefault])).toEqual([
      ['free', true],
      ['pro', false],
      ['advanced', false],
    ])
    expect((await admin.list(getList, planRow, 'status=archived')).total).toBe(0)
  })
})
