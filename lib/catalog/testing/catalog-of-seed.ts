import type { FamilyCatalog, Grant, UnitPrice } from '../catalog.ts'
import type { FamilySeed, GrantSeeds } from '../catalog-seed.ts'
import { buildAddon, buildCatalog, buildFeature, buildPlan } from './build-catalog.ts'

/** The catalog a seed makes, without a database. */
export function catalogOfSeed(seed: FamilySeed): FamilyCatalog {
  const { code, name, currency, provider, graceDays } = seed
  const price = (id: string, amountMinor: bigint | null): UnitPrice | null =>
    amountMinor === null ? null : { id: `price-${id}`, amountMinor, currency, intervalMonths: 1 }
  const built = buildCatalog({
    features: seed.features.map((feature, index) => buildFeature({ ...feature, sortOrder: index + 1 })),
    plans: seed.plans.map(({ priceMonthlyMinor, grants, ...plan }) =>
      buildPlan({ ...plan, price: price(plan.code, priceMonthlyMinor), grants: grantsOf(grants) }),
    ),
    addons: seed.addons.map(({ priceMonthlyMinor, grants, ...addon }) =>
      buildAddon({ ...addon, price: price(addon.code, priceMonthlyMinor), grants: grantsOf(grants) }),
    ),
  })
  return {
    ...built,
    family: {
      ...built.family,
      ...{ code, name, currency, provider, graceDays },
      timeZone: seed.issuer.timeZone,
    },
  }
}

function grantsOf(grants: GrantSeeds): Grant[] {
  return Object.entries(grants).map(([feature, value]) => ({
    feature,
    value: value === 'unlimited' ? null : value === true ? 1n : value,
  }))
}
