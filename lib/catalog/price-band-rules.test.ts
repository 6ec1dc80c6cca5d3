import { expect, test } from 'vitest'
import { priceBands } from './price-band-rules.ts'
import { buildAddon, buildPlan, grant } from './testing/build-catalog.ts'

const price = (amountMinor: bigint, intervalMonths = 1) => ({
  id: `price-${amountMinor}`,
  amountMinor,
  currency: 'INR',
  intervalMonths,
})

const plans = [
  buildPlan({ code: 'advanced', rank: 2, price: price(1_999_00n), grants: [grant('gb', 20n)] }),
  buildPlan({ code: 'pro', rank: 1, price: price(499_00n), grants: [grant('gb', 5n)] }),
]

const of = (amountMinor: bigint, change: Parameters<typeof buildAddon>[0] = {}) =>
  priceBands({ plans }, buildAddon({ price: price(amountMinor), grants: [grant('gb', 10n)], ...change }))

test('S0.16 the seed: 10 GB beside 15 GB more for ₹1,500, which is ₹100 a GB', () => {
  const band = { plan: 'pro', nextPlan: 'advanced', feature: 'gb', fromMinor: 400_00n, toMinor: 600_00n }
  expect(of(179_00n)).toEqual([{ ...band, basisPoints: 1_790n, verdict: 'below' }])
})

test.each([
  [399_99n, 'below'],
  [400_00n, 'within'],
  [500_00n, 'within'],
  [600_00n, 'within'],
  [600_01n, 'above'],
] as const)('S0.16 %s paise are %s', (amountMinor, verdict) => {
  expect(of(amountMinor)).toMatchObject([{ verdict }])
})

test('S0.16 what is charged for several months counts by the month', () => {
  expect(of(6_000_00n, { price: price(6_000_00n, 12) })).toMatchObject([{ verdict: 'within' }])
})

test('S0.16 without units on both sides there is nothing to compare', () => {
  expect(of(500_00n, { price: null })).toEqual([])
  expect(of(500_00n, { category: 'features' })).toEqual([])
  expect(of(500_00n, { availableForPlans: ['advanced'] })).toEqual([])
  expect(of(500_00n, { grants: [grant('gb', null)] })).toEqual([])
  expect(of(500_00n, { grants: [grant('calls', 10n)] })).toEqual([])
  const same = plans.map((plan) => ({ ...plan, price: price(499_00n) }))
  expect(priceBands({ plans: same }, buildAddon({ grants: [grant('gb', 10n)] }))).toEqual([])
})
