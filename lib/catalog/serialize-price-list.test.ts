import { expect, test } from 'vitest'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { priceList } from './schemas.ts'
import { serializePriceList } from './serialize-price-list.ts'
import { catalogOfSeed } from './testing/catalog-of-seed.ts'

const catalog = catalogOfSeed(klarvo)

test('S3.5 plans with what they give, add-ons with who may buy them', () => {
  const list = priceList.strict().parse(serializePriceList(catalog))
  expect(list.plans.map(({ name, price }) => [name, price.amountMinor])).toEqual([
    ['Free', 0],
    ['Starter', 49_00],
    ['Growth', 149_00],
    ['Pro', 399_00],
    ['Enterprise', 999_00],
  ])
  expect(list.plans[2]?.features[0]).toEqual({
    name: 'AI systems',
    unit: 'systems',
    window: 'none',
    value: 20,
  })
  expect(list.plans[4]?.features[0]?.value).toBeNull()
  expect(list.plans.map(({ includes }) => includes.length)).toEqual([0, 0, 0, 0, 3])
  expect(list.addons[1]).toMatchObject({
    code: 'provider_track',
    category: 'market_access',
    price: { amountMinor: 499_00, currency: 'EUR', intervalMonths: 1 },
    availableForPlans: [{ name: 'Growth' }, { name: 'Pro' }],
    includedInPlans: [{ name: 'Enterprise' }],
  })
})

test('S3.5 what cannot be bought is not listed', () => {
  const [first, ...rest] = catalog.addons.map((addon) => ({ ...addon, selfService: false }))
  const plans = catalog.plans.map((plan) => ({ ...plan, status: 'draft' as const }))
  const addons = first ? [{ ...first, selfService: true }, ...rest] : []
  const list = serializePriceList({ ...catalog, plans, addons })
  expect([list.plans, list.addons.map(({ code }) => code)]).toEqual([[], ['importer_distributor']])
})
