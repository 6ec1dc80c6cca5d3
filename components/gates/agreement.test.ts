import { describe, expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { accessAt } from '#lib/entitlements/access-rules.ts'
import { entitlementsResponse } from '#lib/entitlements/schemas.ts'
import { serializeFeatureAccess } from '#lib/entitlements/serialize-access.ts'
import { serializeEntitlements } from '#lib/entitlements/serialize-entitlements.ts'
import { buildHoldings } from '#lib/subscriptions/testing/build-holdings.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { addonRequiresPlan, getAddonById, getAvailableAddons, hasAddon, hasFeature } from './addon-helpers.ts'
import { offerOf } from './gate-access.ts'
import { operatorTrackAccess } from './operator-tracks.ts'
import { purchaseLink } from './purchase-link.ts'
import { upgradeCopy } from './upgrade-copy.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const subsetsOf = (codes: string[]): string[][] =>
  Array.from({ length: 2 ** codes.length }, (_, set) => codes.filter((_code, bit) => set & (1 << bit)))

/** The server's answer as the browser has it: through JSON and its contract. */
function answerFor(
  seed: (typeof families)[number],
  held: { plan?: string; addons?: Record<string, number> },
) {
  const moment = { catalog: catalogOfSeed(seed), holdings: buildHoldings(held), at }
  const sent = JSON.stringify(serializeEntitlements(moment))
  const access = (feature: string) => {
    const found = accessAt({ ...moment, feature })
    if (!found) throw new Error(`no ${feature}`)
    return serializeFeatureAccess(found, moment.catalog)
  }
  return { known: entitlementsResponse.strict().parse(JSON.parse(sent)), access }
}
const answer = (plan: string, ...addons: string[]) =>
  answerFor(klarvo, { plan, addons: Object.fromEntries(addons.map((code) => [code, 1])) }).known

test('S3.2 server and client agree on every feature, whatever is held, in every family', () => {
  let compared = 0
  for (const seed of families) {
    const codes = seed.addons.map(({ code }) => code).slice(0, 6)
    for (const plan of seed.plans) {
      for (const set of subsetsOf(codes)) {
        const addons = Object.fromEntries(set.map((code) => [code, 1]))
        const { known, access } = answerFor(seed, { plan: plan.code, addons })
        for (const { code } of seed.features) {
          expect(hasFeature(known, code), `${plan.code} ${set} ${code}`).toBe(access(code).allowed)
          compared += 1
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(1_000)
})

describe('S3.2 the tracks', () => {
  test.each([
    ['free', [], 'no no no', 'no no no'],
    ['starter', [], 'no no no', 'yes no no'],
    ['growth', ['importer_distributor'], 'yes no no', 'no yes no'],
    ['pro', ['provider_track'], 'no yes no', 'yes no yes'],
    ['pro', ['provider_assurance'], 'no yes yes', 'yes no no'],
    ['enterprise', [], 'yes yes yes', 'no no no'],
  ])('S3.2 on %s with [%s]: open %s, for sale %s', (plan, addons, open, sale) => {
    const access = operatorTrackAccess(answer(plan, ...addons))
    const words = (...flags: boolean[]) => flags.map((flag) => (flag ? 'yes' : 'no')).join(' ')
    expect(
      words(access.canAccessImporterDistributor, access.canAccessProvider, access.canAccessProviderAssurance),
    ).toBe(open)
    expect(
      words(
        access.canPurchaseImporterDistributor,
        access.canPurchaseProvider,
        access.canPurchaseProviderAssurance,
      ),
    ).toBe(sale)
  })

  test('S3.2 D9 the provider track is there with assurance, though nobody bought it', () => {
    const known = answer('pro', 'provider_assurance')
    expect([hasAddon(known, 'provider_track'), getAddonById(known, 'provider_track')?.held]).toEqual([
      true,
      0,
    ])
  })

  test('S3.2 without an answer, or in a family without them, they are closed', () => {
    const closed = new Set(Object.values(operatorTrackAccess(null)))
    expect([...closed]).toEqual([false])
    const smartMl = answerFor(families[0] ?? klarvo, { plan: 'advanced' }).known
    expect(new Set(Object.values(operatorTrackAccess(smartMl)))).toEqual(closed)
    expect([hasAddon(null, 'x'), hasFeature(null, 'x'), getAddonById(null, 'x')]).toEqual([
      false,
      false,
      null,
    ])
    expect(getAvailableAddons(null)).toEqual([])
  })

  test('S3.2 helpers: what can be bought now, and which plan is in the way of the rest', () => {
    const known = answer('starter')
    expect(getAvailableAddons(known).map(({ code }) => code)).toEqual(['importer_distributor'])
    const required = known.addons.map((addon) => addonRequiresPlan(addon)?.code ?? null)
    expect(required).toEqual([null, 'growth', 'pro'])
  })
})

describe('S3.3 the way into the purchase', () => {
  const link = (plan: string, code: string) => {
    const addon = getAddonById(answer(plan), code)
    if (!addon) throw new Error(`no ${code}`)
    return purchaseLink(addon)
  }

  test('S3.3 an add-on that can be bought, and one whose plan comes first', () => {
    expect(link('growth', 'provider_track')).toBe('/billing?addon=provider_track&quantity=1')
    expect(link('free', 'provider_track')).toBe('/billing?plan=growth&addon=provider_track')
    expect(link('enterprise', 'provider_track')).toBe('/billing')
  })

  test('S3.6 a closed gate offers what can be bought now before what is merely cheaper', () => {
    const { access } = answerFor(klarvo, { plan: 'starter' })
    const assured = access('provider_track')
    expect(offerOf(assured)?.code).toBe('provider_track')
    const [track, assurance] = assured.addons
    if (!track || !assurance) throw new Error('two add-ons bring it')
    const now = { ...assurance, purchasable: { allowed: true } as const }
    expect(offerOf({ allowed: false, addons: [track, now] })?.code).toBe('provider_assurance')
    expect(offerOf({ allowed: false, addons: [] })).toBeNull()
  })

  test('S3.2 there are words for every track; others are described by the catalog', () => {
    for (const addon of answer('free').addons) expect(upgradeCopy(addon).points.length).toBeGreaterThan(2)
    const [other] = answerFor(families[0] ?? klarvo, {}).known.addons
    if (!other) throw new Error('nothing on sale')
    expect(upgradeCopy(other)).toEqual({ title: other.name, pitch: other.description, points: [] })
  })
})
