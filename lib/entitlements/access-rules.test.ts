import { describe, expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { buildHoldings } from '#lib/subscriptions/testing/build-holdings.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { accessAt, addonStandingsAt } from './access-rules.ts'

const catalog = catalogOfSeed(klarvo)
const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const end = Temporal.Instant.from('2026-12-21T12:00:00Z')

type Held = Parameters<typeof buildHoldings>[0]
const standing = (held: Held, code: string) => {
  const found = addonStandingsAt({ catalog, holdings: buildHoldings(held), at }).find(
    ({ addon }) => addon.code === code,
  )
  if (!found) throw new Error(`no ${code}`)
  return found
}
const access = (held: Held, feature: string) => {
  const found = accessAt({ catalog, holdings: buildHoldings(held), at, feature })
  if (!found) throw new Error(`no ${feature}`)
  return found
}
const may = (held: Held, feature: string) => access(held, feature).allowed

describe('S3.1 who may buy a track', () => {
  // Plan → for each track: active, on sale, or the plan to move to first.
  test.each([
    ['free', 'starter', 'growth', 'pro'],
    ['starter', 'buy', 'growth', 'pro'],
    ['growth', 'buy', 'buy', 'pro'],
    ['pro', 'buy', 'buy', 'buy'],
    ['enterprise', 'active', 'active', 'active'],
  ])('S3.1 on %s', (plan, ...expected) => {
    const found = ['importer_distributor', 'provider_track', 'provider_assurance'].map((code) => {
      const { active, purchasable, requiredPlan } = standing({ plan }, code)
      if (active) return 'active'
      return purchasable.allowed ? 'buy' : requiredPlan?.code
    })
    expect(found).toEqual(expected)
  })

  test('S3.1 without any plan bought, the default plan counts', () => {
    expect(standing({}, 'importer_distributor').requiredPlan?.code).toBe('starter')
  })

  test('what is not sold above the plan held leads nowhere', () => {
    const gone = {
      ...catalog,
      addons: catalog.addons.map((addon) => ({ ...addon, availableForPlans: ['starter'] })),
    }
    const [found] = addonStandingsAt({ catalog: gone, holdings: buildHoldings({ plan: 'pro' }), at })
    expect(found).toMatchObject({ requiredPlan: null, purchasable: { allowed: false } })
  })

  test('a plan that nobody can buy is not recommended', () => {
    const plans = catalog.plans.map((plan) =>
      plan.code === 'growth' ? { ...plan, status: 'draft' as const } : plan,
    )
    const found = addonStandingsAt({ catalog: { ...catalog, plans }, holdings: buildHoldings({}), at })
    expect(found.map(({ requiredPlan }) => requiredPlan?.code)).toEqual(['starter', 'pro', 'pro'])
  })
})

describe('S3.2 whether a track is open', () => {
  test('S3.2 with the add-on, for as long as it is held', () => {
    const held = { plan: 'growth', addons: { provider_track: 1 }, until: end }
    expect(may(held, 'provider_track')).toBe(true)
    expect(may(held, 'provider_assurance')).toBe(false)
    expect(may(held, 'importer_distributor_track')).toBe(false)
    const later = accessAt({ catalog, holdings: buildHoldings(held), at: end, feature: 'provider_track' })
    expect(later?.allowed).toBe(false)
    expect(standing(held, 'provider_track').until).toEqual(end)
  })

  test('S3.2 D9 assurance opens the provider track, which then need not be bought', () => {
    const held = { plan: 'pro', addons: { provider_assurance: 1 } }
    expect(may(held, 'provider_track')).toBe(true)
    expect(standing(held, 'provider_track')).toMatchObject({ active: true, held: 0, includedInPlan: false })
    expect(standing({ plan: 'pro', addons: { provider_track: 1 } }, 'provider_assurance').active).toBe(false)
  })

  test('S3.2 Enterprise has all of it, as part of the plan', () => {
    const held = { plan: 'enterprise', until: end }
    for (const { code } of klarvo.features.filter(({ kind }) => kind === 'flag')) {
      expect(may(held, code)).toBe(true)
    }
    expect(standing(held, 'provider_track')).toMatchObject({ includedInPlan: true, held: 0, until: end })
  })

  test('S3.6 the ways to it: the cheapest add-on first, and the plans that bring it', () => {
    const { addons, plans } = access({ plan: 'starter' }, 'provider_track')
    expect(addons.map(({ addon, price }) => [addon.code, price?.amountMinor])).toEqual([
      ['provider_track', 499_00n],
      ['provider_assurance', 899_00n],
    ])
    expect(plans.map(({ code }) => code)).toEqual(['enterprise'])
  })

  test('a number is open when there is some of it', () => {
    expect(may({}, 'ai_systems')).toBe(true)
    expect(may({ plan: 'enterprise' }, 'ai_systems')).toBe(true)
    const none = { ...catalog, plans: catalog.plans.map((plan) => ({ ...plan, grants: [] })) }
    expect(accessAt({ catalog: none, holdings: buildHoldings({}), at, feature: 'ai_systems' })?.allowed).toBe(
      false,
    )
  })

  test('a feature nobody knows is none', () => {
    expect(accessAt({ catalog, holdings: buildHoldings({}), at, feature: 'x' })).toBeNull()
  })
})

test('an add-on that is withdrawn from sale is still known to who holds it', () => {
  const archived = {
    ...catalog,
    addons: catalog.addons.map((addon) => ({ ...addon, status: 'archived' as const })),
  }
  const codes = (held: Held) =>
    addonStandingsAt({ catalog: archived, holdings: buildHoldings(held), at }).map(({ addon }) => addon.code)
  expect(codes({ plan: 'pro' })).toEqual([])
  expect(codes({ plan: 'pro', addons: { provider_track: 1 } })).toEqual(['provider_track'])
  const [held] = addonStandingsAt({
    catalog: archived,
    holdings: buildHoldings({ plan: 'pro', addons: { provider_track: 1 } }),
    at,
  })
  expect(held).toMatchObject({ active: true, price: null, purchasable: { allowed: false } })
})
