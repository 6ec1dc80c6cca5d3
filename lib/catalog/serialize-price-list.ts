import type { FamilyCatalog, Grant, UnitPrice } from './catalog.ts'
import { addonsOnSale } from './list-addons.ts'
import type { PriceList } from './schemas.ts'
import { serializeGranted } from './serialize-grants.ts'

/** What a family sells: its published plans with a price, and the add-ons on sale. */
export function serializePriceList(catalog: FamilyCatalog): PriceList {
  const { code, name } = catalog.family
  return {
    family: { code, name },
    plans: catalog.plans.flatMap((plan) => {
      const { price } = plan
      if (plan.status !== 'published' || price === null) return []
      const includes = catalog.addons.filter((addon) => addon.includedInPlans.includes(plan.code))
      return {
        code: plan.code,
        name: plan.name,
        description: plan.description,
        price: serializePrice(price),
        features: plan.grants.map((grant) => serializeFeature(grant, catalog)),
        includes: includes.map((addon) => addon.name),
      }
    }),
    addons: addonsOnSale(catalog).flatMap((addon) => {
      const { code, name, description, category, icon, badge, price } = addon
      if (price === null) return []
      return {
        ...{ code, name, description, category, icon, badge },
        price: serializePrice(price),
        availableForPlans: namesOfPlans(catalog, addon.availableForPlans),
        includedInPlans: namesOfPlans(catalog, addon.includedInPlans),
      }
    }),
  }
}

export function serializePrice({ amountMinor, currency, intervalMonths }: UnitPrice) {
  return { amountMinor: Number(amountMinor), currency, intervalMonths }
}

/** Plans by their codes, smallest first. Nobody hears of a draft. */
export function namesOfPlans(catalog: FamilyCatalog, codes: readonly string[]) {
  return catalog.plans
    .filter((plan) => plan.status !== 'draft' && codes.includes(plan.code))
    .map(({ code, name }) => ({ code, name }))
}

function serializeFeature(grant: Grant, catalog: FamilyCatalog) {
  const feature = catalog.features.find(({ code }) => code === grant.feature)
  const value = serializeGranted(grant, catalog.features)
  const { name = grant.feature, unit = '', window = 'none' } = feature ?? {}
  return { name, unit, window, value }
}
