import { describe, expect, test } from 'vitest'
import { checkTaxId } from '#lib/tax/check-tax-id.ts'
import { EU_MEMBERS } from '#lib/tax/place-rules.ts'
import { customProjects } from './custom-projects.ts'
import { families } from './families.ts'
import { klarvo } from './klarvo.ts'
import { services } from './services.ts'
import { smartMl } from './smart-ml.ts'

describe('S3.1 the operator tracks', () => {
  test('S3.1 cost what the seed says, and are sold from the plan it says upward', () => {
    expect(
      klarvo.addons.map((addon) => [addon.code, addon.priceMonthlyMinor, addon.availableForPlans]),
    ).toEqual([
      ['importer_distributor', 149_00n, ['starter', 'growth', 'pro']],
      ['provider_track', 499_00n, ['growth', 'pro']],
      ['provider_assurance', 899_00n, ['pro']],
    ])
    expect(klarvo.plans.map((plan) => [plan.code, plan.priceMonthlyMinor])).toEqual([
      ['free', 0n],
      ['starter', 49_00n],
      ['growth', 149_00n],
      ['pro', 399_00n],
      ['enterprise', 999_00n],
    ])
  })

  test('S3.1 D9 Enterprise has them all, and assurance brings the provider track', () => {
    expect(klarvo.addons.map((addon) => addon.includedInPlans)).toEqual(Array(3).fill(['enterprise']))
    expect(klarvo.addons[2]?.grants).toEqual({ provider_assurance: true, provider_track: true })
  })
})

test('S4 Pro costs $50; storage and connectors come by the piece, on either plan', () => {
  expect(customProjects.plans.map((plan) => [plan.code, plan.priceMonthlyMinor, plan.grants])).toEqual([
    ['free', 0n, { storage_gb: 1n, connectors: 1n }],
    ['pro', 50_00n, { storage_gb: 5n, connectors: 3n }],
  ])
  expect(
    customProjects.addons.map(({ code, priceMonthlyMinor, maxQuantity, grants, availableForPlans }) => [
      code,
      priceMonthlyMinor,
      maxQuantity,
      grants,
      availableForPlans,
    ]),
  ).toEqual([
    ['storage_1gb', 5_00n, 50, { storage_gb: 1n }, ['free', 'pro']],
    ['connectors_1', 10_00n, 20, { connectors: 1n }, ['free', 'pro']],
  ])
})

test('S1.5 who sells has a tax number that is one, and rates for everybody it sells to', () => {
  for (const { issuer } of [smartMl, services]) {
    const { gstin = '' } = issuer.taxIds
    expect(checkTaxId({ country: 'IN', value: gstin })).toEqual({ taxId: { kind: 'gstin', value: gstin } })
    expect(issuer.address.stateCode).toBe(gstin.slice(0, 2))
  }
  const { vat = '' } = klarvo.issuer.taxIds
  expect(checkTaxId({ country: 'IE', value: vat })).toEqual({ taxId: { kind: 'eu_vat', value: vat } })
  const [rates] = klarvo.taxes ?? []
  expect(Object.keys(rates?.countryRates ?? {}).sort()).toEqual([...EU_MEMBERS].sort())
  expect(rates?.countryRates?.IE).toBe(rates?.rateBasisPoints)
})

test('S1 what is charged once is nobody’s to buy, priced before tax (D8)', () => {
  expect(services.pricesIncludeTax).toBe(false)
  expect(
    services.addons.map(({ code, charge, priceMonthlyMinor, selfService }) => [
      code,
      charge,
      priceMonthlyMinor,
      selfService,
    ]),
  ).toEqual([
    ['setup_fee', 'one_time', 500_00n, false],
    ['professional_services', 'one_time', 150_00n, false],
    ['hardware', 'one_time', 299_00n, false],
  ])
})

test('S0.2 S3.1 every plan says something of every limit, and one is what nobody has to buy', () => {
  for (const { plans, features } of families) {
    const limits = features.filter(({ kind }) => kind !== 'flag').map(({ code }) => code)
    for (const { grants } of plans) expect(Object.keys(grants)).toEqual(expect.arrayContaining(limits))
    expect(plans.filter(({ isDefault }) => isDefault)).toHaveLength(plans.length > 0 ? 1 : 0)
  }
})
