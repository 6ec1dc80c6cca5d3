import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addonProductResponse, catalogOffer } from '#lib/catalog/schemas.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { combinedLimitsResponse } from '#lib/entitlements/schemas.ts'
import { billingOverview, userAddonResponse } from '#lib/subscriptions/schemas.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { callAs } from '#prisma/seed/testing/call-as.ts'
import { GET as getCatalog } from '../billing/catalog/route.ts'
import { GET as getOverview } from '../billing/overview/route.ts'
import { GET as getLimits } from './combined-limits/route.ts'
import { GET as getMine } from './my-addons/route.ts'
import { GET as getAddons } from './route.ts'

let at: Temporal.Instant
beforeAll(async () => {
  at = await now()
  await seedCatalog({ seed: smartMl, now: at })
})

const products = z.array(addonProductResponse)
const mine = z.array(userAddonResponse)
const month = () => ({ from: at.subtract({ hours: 24 }), until: at.add({ hours: 24 * 29 }) })
const zeros = {
  api_hits_per_month: 0,
  model_generation_per_day: 0,
  dataset_size_mb: 0,
  azure_storage_gb: 0,
  training_time_minutes_per_model: 0,
  concurrent_trainings: 0,
  has_priority_queue: false,
  has_custom_domain: false,
  has_white_label: false,
}

describe('GET /api/addons/', () => {
  test('S0.3 S0.14 (get_addons_endpoint) what is active for the caller’s plan, in order, with every field', async () => {
    const call = await callAs(await buildHolder({ plan: 'pro', now: at }))
    const answer = await call(getAddons, { path: '/api/addons/' })
    expect(answer.status).toBe(200)
    const addons = products.parse(answer.body)
    expect(addons.map((addon) => addon.addon_id)).toEqual([
      'extra_storage_5gb',
      'extra_storage_10gb',
      'api_boost_5000',
      'api_boost_10000',
      'model_boost_10',
      'model_boost_20',
      'priority_queue',
      'custom_domain',
      'extra_storage_50gb',
      'api_boost_50000',
      'model_boost_50',
    ])
    const { id, created_at, updated_at, ...storage } = addons[1] ?? {}
    expect(storage).toEqual({
      addon_id: 'extra_storage_10gb',
      name: 'Extra Storage (+10 GB)',
      description: 'Add 10 GB of Azure Blob Storage',
      type: 'storage',
      category: 'capacity',
      price_monthly: 179,
      currency: 'INR',
      increment: { azure_storage_gb: 10 },
      available_for_plans: ['free', 'pro'],
      max_quantity: 10,
      is_stackable: true,
      icon: 'hard-drive',
      badge: 'POPULAR',
      sort_order: 2,
      is_active: true,
    })
    expect(addons.find((addon) => addon.addon_id === 'priority_queue')?.increment).toEqual({
      has_priority_queue: true,
    })
  })

  test('S0.3 what is no longer on sale is not listed', async () => {
    const call = await callAs(await buildHolder({ plan: 'pro', now: at }))
    await database().addon.updateMany({ where: { code: 'api_boost_5000' }, data: { status: 'archived' } })
    try {
      const addons = products.parse((await call(getAddons, { path: '/api/addons' })).body)
      expect(addons.map((addon) => addon.addon_id)).not.toContain('api_boost_5000')
      expect(addons).toHaveLength(10)
    } finally {
      await database().addon.updateMany({ where: { code: 'api_boost_5000' }, data: { status: 'published' } })
    }
  })

  test('E.5 a page of the list, with links to the others', async () => {
    const call = await callAs(await buildHolder({ plan: 'pro', now: at }))
    const answer = await call(getAddons, { path: '/api/addons?page=2&per_page=4' })
    expect(products.parse(answer.body).map((addon) => addon.sort_order)).toEqual([5, 6, 7, 8])
    expect(answer.headers.get('link')).toBe(
      '</api/addons?page=3&per_page=4>; rel="next", </api/addons?page=1&per_page=4>; rel="prev"',
    )
  })

  test('S0.3 without a token it is 401, and a family nobody sells is 404', async () => {
    expect((await (await callAs(null))(getAddons, { path: '/api/addons/' })).status).toBe(401)
    const call = await callAs(await buildHolder({ plan: 'free', now: at }))
    const answer = await call(getAddons, { path: '/api/addons/?family=nope' })
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'family_not_found' }])
    expect((await call(getAddons, { path: '/api/addons/?plan=advanced' })).status).toBe(422)
  })
})

describe('GET /api/addons/my-addons', () => {
  test('S0.4 lists the active ones with what they cost and until when', async () => {
    const holder = await buildHolder({ plan: 'pro', now: at })
    const id = await holder.hold({ addon: 'extra_storage_10gb', quantity: 2, ...month() })
    await holder.hold({ addon: 'api_boost_5000', quantity: 1, from: month().from, until: at })
    const call = await callAs(holder)
    const addons = mine.parse((await call(getMine, { path: '/api/addons/my-addons' })).body)
    expect(addons).toHaveLength(1)
    expect(addons[0]).toMatchObject({
      id,
      addon_id: 'extra_storage_10gb',
      addon_name: 'Extra Storage (+10 GB)',
      status: 'active',
      quantity: 2,
      amount_per_month: 179,
      total_amount: 358,
      currency: 'INR',
      cancel_at_period_end: false,
      canceled_at: null,
      auto_renew: false,
      next_billing_date: null,
    })
    expect(Date.parse(addons[0]?.current_period_end ?? '')).toBe(month().until.epochMilliseconds)

    const over = mine.parse((await call(getMine, { path: '/api/addons/my-addons?status=expired' })).body)
    expect(over.map((addon) => [addon.addon_id, addon.status, addon.quantity])).toEqual([
      ['api_boost_5000', 'expired', 1],
    ])
    const canceled = await call(getMine, { path: '/api/addons/my-addons?status=canceled' })
    expect(canceled.body).toEqual([])
  })

  test('invariant 12: nobody sees what another customer holds', async () => {
    const other = await buildHolder({ plan: 'pro', now: at })
    await other.hold({ addon: 'extra_storage_10gb', quantity: 2, ...month() })
    const call = await callAs(await buildHolder({ plan: 'pro', now: at }))
    expect((await call(getMine, { path: '/api/addons/my-addons' })).body).toEqual([])
    const limits = await call(getLimits, { path: '/api/addons/combined-limits' })
    expect(combinedLimitsResponse.parse(limits.body).addon_limits).toEqual(zeros)
  })
})

describe('GET /api/addons/combined-limits', () => {
  const limitsOf = async (holder: Parameters<typeof callAs>[0]) => {
    const call = await callAs(holder)
    return combinedLimitsResponse.parse((await call(getLimits, { path: '/api/addons/combined-limits' })).body)
  }

  test('S0.5 the base plan only: zeros and flags are listed', async () => {
    const limits = await limitsOf(await buildHolder({ plan: 'pro', now: at }))
    const base = {
      api_hits_per_month: 10_000,
      model_generation_per_day: 20,
      dataset_size_mb: 500,
      azure_storage_gb: 5,
      training_time_minutes_per_model: 30,
      concurrent_trainings: 2,
      has_priority_queue: false,
      has_custom_domain: false,
      has_white_label: false,
    }
    expect(limits).toEqual({
      plan: 'pro',
      base_limits: base,
      addon_limits: zeros,
      total_limits: base,
      active_addons: [],
    })
    expect(Object.keys(limits.base_limits)).toEqual(Object.keys(zeros))
  })

  test('S0.5 S0.14 (combined_limits_calculation) grants × quantity are summed, flags are kept', async () => {
    const holder = await buildHolder({ plan: 'pro', now: at })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 2, ...month() })
    await holder.hold({ addon: 'extra_storage_5gb', quantity: 1, ...month() })
    await holder.hold({ addon: 'priority_queue', quantity: 1, ...month() })
    const limits = await limitsOf(holder)
    expect(limits.addon_limits).toEqual({ ...zeros, azure_storage_gb: 25, has_priority_queue: true })
    expect(limits.total_limits).toMatchObject({ azure_storage_gb: 30, has_priority_queue: true })
    expect(limits.base_limits.has_priority_queue).toBe(false)
    expect(limits.active_addons.map((addon) => addon.addon_id)).toEqual([
      'extra_storage_5gb',
      'extra_storage_10gb',
      'priority_queue',
    ])
  })

  test('S0.5 the advanced plan brings the priority queue; a new customer is on the free plan', async () => {
    const advanced = await limitsOf(await buildHolder({ plan: 'advanced', now: at }))
    expect([advanced.base_limits.has_priority_queue, advanced.addon_limits.has_priority_queue]).toEqual([
      true,
      false,
    ])
    expect((await limitsOf(await buildHolder({ plan: 'new', now: at }))).plan).toBe('free')
  })
})

describe('GET /api/billing/catalog', () => {
  test('S0.11 says how many more can be bought, or why none', async () => {
    const holder = await buildHolder({ plan: 'pro', now: at })
    await holder.hold({ addon: 'extra_storage_5gb', quantity: 10, ...month() })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 4, ...month() })
    await holder.hold({ addon: 'custom_domain', quantity: 1, ...month() })
    const call = await callAs(holder)
    const answer = await call(getCatalog, { path: '/api/billing/catalog' })
    const offers = new Map(
      z
        .array(catalogOffer)
        .parse(answer.body)
        .map((offer) => [offer.code, offer]),
    )
    expect(offers.size).toBe(12)
    expect(offers.get('extra_storage_10gb')).toMatchObject({
      held: 4,
      maxMore: 6,
      unitPriceMinor: '17900',
      purchasable: { allowed: true },
      grants: [{ feature: 'azure_storage_gb', name: 'Storage', unit: 'GB', value: 10 }],
    })
    const reasons = ['extra_storage_5gb', 'custom_domain', 'white_label', 'api_boost_5000'].map((code) => {
      const offer = offers.get(code)
      if (!offer || offer.purchasable.allowed) return null
      return [offer.purchasable.reason, offer.maxMore]
    })
    expect(reasons).toEqual([
      ['Maximum quantity is 10', 0],
      ['This add-on cannot be purchased multiple times', 0],
      ['Add-on not available for pro plan', 0],
      null,
    ])
  })

  test('S0.11 what the plan includes says so', async () => {
    const call = await callAs(await buildHolder({ plan: 'advanced', now: at }))
    const offers = z
      .array(catalogOffer)
      .parse((await call(getCatalog, { path: '/api/billing/catalog' })).body)
    const queue = offers.find((offer) => offer.code === 'priority_queue')
    expect(queue).toMatchObject({ includedInPlan: true, purchasable: { allowed: false } })
  })
})

describe('GET /api/billing/overview', () => {
  test('S0.11 the plan, what it costs and where it is heading', async () => {
    const holder = await buildHolder({ plan: 'pro', now: at })
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 2, ...month() })
    const call = await callAs(holder)
    const read = async () =>
      billingOverview.parse((await call(getOverview, { path: '/api/billing/overview' })).body)
    expect(await read()).toMatchObject({
      family: { code: 'smart-ml', name: 'Smart ML' },
      currency: 'INR',
      plan: { code: 'pro', name: 'Pro', priceMinor: '49900', source: 'comp', until: null, next: null },
      addons: { count: 1, monthlyMinor: '35800' },
    })
    const until = at.add({ hours: 48 })
    await database().term.updateMany({
      where: { customerId: holder.customerId, line: { plan: { code: 'pro' } } },
      data: { endsAt: new Date(until.epochMilliseconds) },
    })
    const { plan } = await read()
    expect(plan?.next).toEqual({ code: 'free', name: 'Free', scheduled: false })
    expect(Date.parse(plan?.until ?? '')).toBe(until.epochMilliseconds)
  })

  test('S0.11 before anything was bought: the default plan', async () => {
    const call = await callAs(await buildHolder({ plan: 'new', now: at }))
    const overview = billingOverview.parse((await call(getOverview, { path: '/api/billing/overview' })).body)
    expect(overview.plan).toMatchObject({ code: 'free', priceMinor: '0', source: 'default', until: null })
  })
})
