import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Addon, FamilyCatalog } from './catalog.ts'
import { isOnSale } from './eligibility-rules.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'

/** The add-ons that are on sale, in their order; with a plan, those that can be bought on it (S0.3). */
export async function listAddons(
  db: DatabaseOrTransaction,
  options: { familyCode: string; planCode?: string | null },
): Promise<Addon[]> {
  const catalog = await loadFamilyCatalog(db, options.familyCode)
  return catalog ? addonsOnSale(catalog, options.planCode) : []
}

/** As `listAddons`, from a catalog that is loaded already. `planCode` undefined is any plan, null is none. */
export function addonsOnSale(catalog: FamilyCatalog, planCode?: string | null): Addon[] {
  const forPlan = (addon: Addon) =>
    planCode === undefined || (planCode !== null && addon.availableForPlans.includes(planCode))
  return catalog.addons.filter((addon) => isOnSale(addon) && forPlan(addon))
}
