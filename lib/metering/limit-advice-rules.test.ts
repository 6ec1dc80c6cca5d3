import { describe, expect, test } from 'vitest'
import type { Addon } from '#lib/catalog/catalog.ts'
import {
  buildAddon,
  buildCatalog,
  buildFeature,
  buildPlan,
  grant,
} from '#lib/catalog/testing/build-catalog.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import { limitAdvice } from './limit-advice-rules.ts'

const usd = (amountMinor: bigint, intervalMonths = 1) => ({
  id: 'price',
  amountMinor,
  currency: 'USD',
  intervalMonths,
})
const pack = (code: string, adds: bigint, amountMinor: bigint, change: Partial<Addon> = {}) =>
  buildAddon({
    code,
    description: `Additional ${adds}`,
    price: usd(amountMinor),
    grants: [grant('requests', adds)],
    availableForPlans: ['basic'],
    ...change,
  })
const catalogOf = (addons: Addon[]) =>
  buildCatalog({
    features: [buildFeature({ code: 'requests', kind: 'counter', window: 'day' })],
    plans: [
      buildPlan({ code: 'basic', rank: 0, isDefault: true, grants: [grant('requests', 100n)] }),
      buildPlan({
        code: 'draft',
        rank: 1,
        status: 'draft',
        price: usd(1n),
        grants: [grant('requests', 900n)],
      }),
      buildPlan({ code: 'less', rank: 2, price: usd(5_00n), grants: [grant('requests', 50n)] }),
      buildPlan({ code: 'dear', rank: 3, price: usd(90_00n), grants: [grant('requests', 250n)] }),
      buildPlan({ code: 'yearly', rank: 4, price: usd(120_00n, 12), grants: [grant('requests', 1_100n)] }),
      buildPlan({ code: 'endless', rank: 5, price: usd(500_00n), grants: [grant('requests', null)] }),
    ],
    addons,
  })

const nobody: Holdings = { subscription: null, lines: [], agreements: [], pending: [] }
const noon = Temporal.Instant.from('2026-12-01T12:00:00Z')
const window = { start: noon.subtract({ hours: 12 }), resetsAt: noon.add({ hours: 12 }) }
const advise = (addons: Addon[], change: Partial<Parameters<typeof limitAdvice>[0]> = {}) =>
  limitAdvice({
    catalog: catalogOf(addons),
    holdings: nobody,
    feature: 'requests',
    window,
    used: 300,
    limit: 300,
    at: noon,
    urlOf: (wish) => JSON.stringify(wish),
    ...change,
  })
const codes = (addons: Addon[], change: Parameters<typeof advise>[1] = {}) =>
  advise(addons, change).recommendations.map((entry) => entry.package)

describe('S2.5 packs', () => {
  const [small, medium, large] = [
    pack('small', 100n, 5_00n),
    pack('medium', 500n, 20_00n),
    pack('large', 2_000n, 75_00n),
  ]

  test('those that cover the pace, cheapest first; then the largest of the others; three at most', () => {
    // 300 by noon are 600 a day: 300 are missing.
    expect(codes([small, medium, large])).toEqual(['medium', 'large', 'small'])
    expect(codes([small, medium, large, pack('tiny', 10n, 1_00n)])).toEqual(['medium', 'large', 'small'])
    expect(advise([small, medium]).recommendations).toEqual([
      {
        package: 'medium',
        cost: '$20/month',
        additionalRequests: 500,
        description: 'Covers your current pace of about 600 requests a day',
        url: '{"buy":"medium"}',
      },
      {
        package: 'small',
        cost: '$5/month',
        additionalRequests: 100,
        description: 'Additional 100; your current pace needs about 300 more',
        url: '{"buy":"small"}',
      },
    ])
  })

  test('a burst in the morning is taken for four times itself, not for a thousand times', () => {
    const at = window.start.add({ minutes: 1 })
    expect(codes([small, medium, large], { at, used: 100, limit: 100 })).toEqual(['medium', 'large', 'small'])
  })

  test('only what this key may buy: published, sold to all, for its tier, not as many held as may be', () => {
    const refused = [
      pack('draft', 900n, 1n, { status: 'draft' }),
      pack('staff', 900n, 1n, { selfService: false }),
      pack('free of price', 900n, 1n, { price: null }),
      pack('other tier', 900n, 1n, { availableForPlans: ['dear'] }),
      pack('something else', 900n, 1n, { grants: [grant('storage', 1n)] }),
    ]
    expect(codes([...refused, small])).toEqual(['small'])
  })
})

describe('S2.5 tiers', () => {
  test('those above that give more, with a sentence that is true', () => {
    const tiers = (addons: Addon[]) =>
      advise(addons).upgradeOptions.map(({ tier, cost, dailyLimit, description }) => [
        tier,
        cost,
        dailyLimit,
        description,
      ])
    // A request more costs $0.05 as a pack, $0.60 with `dear`, $0.01 with `yearly`.
    expect(tiers([pack('small', 100n, 5_00n)])).toEqual([
      ['dear', '$90/month', 250, '2.5x the requests a day'],
      ['yearly', '$120/year', 1_100, '11x the requests a day, better value than add-ons for regular usage'],
      ['endless', '$500/month', 2_147_483_647, 'No daily limit'],
    ])
    expect(tiers([])[1]?.[3]).toBe('11x the requests a day')
  })

  test('nothing is above what has no limit', () => {
    const catalog = catalogOf([])
    const plans = [
      buildPlan({ code: 'basic', rank: 0, isDefault: true, grants: [grant('requests', null)] }),
      ...catalog.plans.slice(1),
    ]
    expect(advise([], { catalog: { ...catalog, plans } }).upgradeOptions).toEqual([])
  })
})
