import { afterAll, describe, expect, test } from 'vitest'
import { GET as getFamilies } from '#app/api/admin/families/route.ts'
import { planDetail, planRow } from '#lib/admin/catalog-plan-schemas.ts'
import { familyRow } from '#lib/admin/family-schemas.ts'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { listPriceLists } from '#lib/catalog/list-price-lists.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { openShop } from '#lib/purchases/testing/open-shop.ts'
import { openSubscriber } from '#lib/purchases/testing/subscriber.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getOne, PATCH as patchOne } from './[id]/route.ts'
import { GET as getList, POST as postPlan } from './route.ts'

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

describe('E.2 plans are made at the desk', () => {
  const make = (fields: Record<string, unknown>) =>
    admin.ask(postPlan, {
      method: 'POST',
      path: '/api/admin/catalog/plans',
      body: { family: 'custom-projects', code: 'team', name: 'Team', after: 'free', ...fields },
    })
  const made = async (fields: Record<string, unknown>) => {
    const answer = await make(fields)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return planDetail.parse(answer.body)
  }
  const order = async (family: string) =>
    (await admin.list(getList, planRow, `family=${family}`)).rows.map(({ code }) => code)
  const GRANTS = [{ feature: 'storage_gb', value: 3 }]

  test('E.2 as a draft nobody sees, in its place; published, it is sold, and billed by its provider', async () => {
    const customer = await openSubscriber(shop, {
      family: 'custom-projects',
      buys: [{ action: 'plan', code: 'pro' }],
    })
    const newcomer = await openSubscriber(shop, { family: 'custom-projects' })
    const wish = { action: 'plan', code: 'team' } as const
    const pro = await show('pro', 'custom-projects')
    const draft = await made({})
    expect(draft).toMatchObject({
      status: 'draft',
      priceMinor: null,
      after: 'free',
      grants: [],
      holders: { customers: 0 },
    })
    expect(await order('custom-projects')).toEqual(['free', 'team', 'pro'])
    // Add-ons are sold on it as on the one below it, and nobody hears of that.
    expect(draft.sells).toEqual((await show('free', 'custom-projects')).sells)
    expect(draft.sells.length).toBeGreaterThan(0)
    const told = async () => JSON.stringify(await listPriceLists({}))
    expect(await told()).not.toContain('Team')
    expect((await newcomer.quote(wish)).violations).toMatchObject([{ code: 'plan_not_available' }])

    for (const [fields, field] of [
      [{ status: 'published', grants: GRANTS }, 'priceMinor'],
      [{ status: 'published', priceMinor: 30_00 }, 'grants'],
    ] as const) {
      const answer = await patch(draft.id, { updatedAt: draft.updatedAt, ...fields })
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } })
    }
    const filled = await change(draft, { priceMinor: 30_00, grants: GRANTS, description: 'For a few' })
    expect(filled).toMatchObject({ status: 'draft', priceMinor: 30_00, billedAt: { state: 'unknown' } })
    const sold = await change(filled, { status: 'published' })
    expect(sold.billedAt).toEqual({ provider: 'stripe', state: 'on_its_way' })
    await shop.work()
    expect((await show('team', 'custom-projects')).billedAt?.state).toBe('known')
    expect(await told()).toContain('Team')

    expect(await newcomer.quote(wish)).toMatchObject({ totalMinor: 30_00n, violations: [] })
    // Who was on the plan above it is still above it.
    expect((await show('pro', 'custom-projects')).holders).toEqual(pro.holders)
    expect(await customer.plan()).toBe('pro')
    const lower = await customer.quote(wish)
    expect(lower.lines).toMatchObject([{ action: 'plan', effective: 'period_end' }])

    const entries = await database().auditEntry.findMany({
      where: { subject: `plan:${draft.id}` },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ action }) => action)).toEqual(['plan.created', 'plan.updated', 'plan.updated'])
    expect(entries[0]).toMatchObject({ actor: `user:${admin.userId}`, data: { code: 'team', after: 'free' } })
  })

  test('E.2 a draft is moved among the others, and stays where it was published', async () => {
    const draft = await made({ family: 'klarvo', code: 'scale', name: 'Scale', after: 'free' })
    const { id } = draft
    const moved = await change(draft, { after: 'growth' })
    expect(moved.after).toBe('growth')
    expect(await order('klarvo')).toEqual(['free', 'starter', 'growth', 'scale', 'pro', 'enterprise'])
    const back = await change(moved, { after: 'free' })
    expect(await order('klarvo')).toEqual(['free', 'scale', 'starter', 'growth', 'pro', 'enterprise'])
    for (const after of ['scale', 'nothing']) {
      const refused = await patch(id, { updatedAt: back.updatedAt, after })
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'after' }] } })
    }
    const last = await change(back, { after: 'enterprise' })
    const grants = [{ feature: last.features[0]?.code, value: 1 }]
    const sold = await change(last, { priceMinor: 99_00, grants, status: 'published' })
    const late = await patch(id, { updatedAt: sold.updatedAt, after: 'free' })
    expect(late).toMatchObject({ status: 422, body: { errors: [{ field: 'after' }] } })
    expect(await order('klarvo')).toEqual(['free', 'starter', 'growth', 'pro', 'enterprise', 'scale'])
    await seedCatalog({ seed: klarvo, now: await now() })
    expect(await order('klarvo')).toEqual(['free', 'starter', 'growth', 'pro', 'enterprise', 'scale'])
    expect((await change(sold, { status: 'archived' })).status).toBe('archived')
  })

  test('S0.1 a plan that comes with a later seed finds room among those of the desk', async () => {
    await made({ family: 'smart-ml', code: 'mine', name: 'Mine', after: 'advanced' })
    const [first] = smartMl.plans
    if (!first) throw new Error('no plan')
    const business = {
      ...first,
      code: 'business',
      name: 'Business',
      rank: 3,
      isDefault: false,
      priceMonthlyMinor: 1n,
    }
    await seedCatalog({ seed: { ...smartMl, plans: [...smartMl.plans, business] }, now: await now() })
    expect(await order('smart-ml')).toEqual(['free', 'pro', 'advanced', 'business', 'mine'])
  })

  test('E.2 two with one code at the same time: one is made', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => make({ code: 'twin', name: 'Twin' })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'code_taken' })
  })

  test.each([
    [{ family: 'nothing' }, 422, 'family'],
    [{ family: 'services' }, 422, 'after'],
    [{ code: 'other', after: 'nothing' }, 422, 'after'],
    [{ code: 'Team Plan' }, 422, 'code'],
    [{ code: 'pro' }, 409, 'code'],
    [{ name: ' ' }, 422, 'name'],
    [{ status: 'published' }, 422, 'status'],
  ])('E.4 no plan is made of %j', async (fields, status, field) => {
    const before = await database().plan.count()
    const answer = await make(fields)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    })
    expect(await database().plan.count()).toBe(before)
  })

  test('E.2 the families say which plans there are to come after', async () => {
    const { body } = await admin.ask(getFamilies)
    const families = familyRow.array().parse(body)
    expect(families.find(({ code }) => code === 'services')?.plans).toEqual([])
    expect(families.find(({ code }) => code === 'smart-ml')?.plans[0]).toEqual({
      code: 'free',
      name: expect.any(String),
    })
  })
})
