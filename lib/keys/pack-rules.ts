import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'

/** A pack as it is sold: so many more requests a day, for so much a month. Minor units. */
export type Pack = {
  code: string
  name: string
  description: string
  requestsPerDay: bigint
  monthlyMinor: bigint
  /** How many may be held at once. */
  most: number
}

/** A tier as it is sold. `requestsPerDay` null is "without limit". */
export type Tier = {
  code: string
  name: string
  rank: number
  requestsPerDay: bigint | null
  monthlyMinor: bigint
}

type Sold = { addon: Addon; price: NonNullable<Addon['price']> }

/** A family's packs that customers can buy, the smallest first. */
export function packsOf(catalog: FamilyCatalog, feature: string): Pack[] {
  const sold = catalog.addons.flatMap((addon): Sold[] => {
    const { price } = addon
    return price && addon.status === 'published' && addon.selfService && addon.charge === 'recurring'
      ? [{ addon, price }]
      : []
  })
  const packs = sold.flatMap(({ addon, price }): Pack[] => {
    const value = addon.grants.find((grant) => grant.feature === feature)?.value
    if (!value) return []
    const { code, name, description, maxQuantity: most } = addon
    const monthlyMinor = price.amountMinor / BigInt(price.intervalMonths)
    return [{ code, name, description, requestsPerDay: value, monthlyMinor, most }]
  })
  return packs.toSorted((a, b) => Number(a.requestsPerDay - b.requestsPerDay))
}

/** A family's tiers that customers can be on, the lowest first. */
export function tiersOf(catalog: FamilyCatalog, feature: string): Tier[] {
  return catalog.plans.flatMap((plan): Tier[] => {
    const grant = plan.grants.find((found) => found.feature === feature)
    if (plan.status !== 'published' || !grant || (plan.price === null && !plan.isDefault)) return []
    const { code, name, rank, price } = plan
    const monthlyMinor = price ? price.amountMinor / BigInt(price.intervalMonths) : 0n
    return [{ code, name, rank, requestsPerDay: grant.value, monthlyMinor }]
  })
}
