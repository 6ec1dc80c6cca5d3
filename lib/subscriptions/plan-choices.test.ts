import { expect, test } from 'vitest'
import { catalogOfSeed } from '#lib/catalog/testing/catalog-of-seed.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { planChoicesAt } from './plan-choices.ts'
import { planChoice } from './schemas.ts'
import { buildHoldings } from './testing/build-holdings.ts'

const at = Temporal.Instant.from('2026-11-10T00:00:00Z')
const catalog = catalogOfSeed(klarvo)

function choices(next: string | null = null, archived: readonly string[] = []) {
  const plans = catalog.plans.map((plan) =>
    archived.includes(plan.code) ? { ...plan, status: 'archived' as const } : plan,
  )
  const holdings = buildHoldings({ plan: 'growth', addons: { provider_track: 1 } })
  const subscription = {
    id: 'subscription',
    customerId: 'customer',
    provider: 'test',
    anchorAt: at,
    apiKeyId: null,
    version: 1,
    nextPlanCode: next,
    createdAt: at,
  }
  const refusalOf = ({ code }: { code: string }) => (code === 'pro' ? 'Not today' : null)
  const found = planChoicesAt({
    catalog: { ...catalog, plans },
    holdings: { ...holdings, subscription },
    at,
    refusalOf,
  })
  return new Map(found.map((choice) => [choice.code, planChoice.parse(choice)]))
}

test('E.7 every plan on sale stands to the one that is held, and says why it cannot be chosen', () => {
  const standings = (next: string | null) =>
    [...choices(next).values()].map(({ code, standing }) => [code, standing])
  expect(standings(null)).toEqual([
    ['free', 'lower'],
    ['starter', 'lower'],
    ['growth', 'current'],
    ['pro', 'higher'],
    ['enterprise', 'higher'],
  ])
  expect(standings('starter')[1]).toEqual(['starter', 'next'])
  const refusals = [...choices().values()].flatMap(({ code, refusal }) => (refusal ? [[code, refusal]] : []))
  expect(refusals).toEqual([['pro', 'Not today']])
})

test('E.7 what is sold no more is there for who holds it or changes to it, and for nobody else', () => {
  const codes = [...choices('starter', ['starter', 'growth', 'pro']).keys()]
  expect(codes).toEqual(['free', 'starter', 'growth', 'enterprise'])
})

test('E.7 ones own plan is shown at the price it was bought at', () => {
  const holdings = buildHoldings({ plan: 'growth' })
  const bought = { source: 'paid', unitAmountMinor: 120_00n } as const
  const lines = holdings.lines.map((line) => ({
    ...line,
    terms: line.terms.map((term) => ({ ...term, ...bought })),
  }))
  const plans = planChoicesAt({ catalog, holdings: { ...holdings, lines }, at, refusalOf: () => null })
  expect(plans.map(({ priceMinor }) => priceMinor).slice(1, 4)).toEqual(['4900', '12000', '39900'])
})

test('E.7 what it gives stands beside what the plan gives, without the add-ons one holds', () => {
  const given = (code: string, feature: string) => {
    const grant = choices()
      .get(code)
      ?.grants.find((found) => found.feature === feature)
    return grant && [grant.current, grant.value]
  }
  expect(given('growth', 'ai_systems')).toEqual([20, 20])
  expect(given('starter', 'ai_systems')).toEqual([20, 5])
  expect(given('enterprise', 'ai_systems'), 'without limit').toEqual([20, null])
  expect(given('enterprise', 'provider_track'), 'comes with the plan').toEqual([false, true])
  expect(given('pro', 'provider_track'), 'neither of the two gives it').toBeUndefined()
  expect(choices().get('enterprise')?.addons.included).toContain('provider_track')
})
