import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Addon } from './catalog.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'

/** The add-ons that are on sale, in their order; with a plan, those that can be bought on it (S0.3). */
export async function listAddons(
  db: DatabaseOrTransaction,
  options: { familyCode: string; planCode?: string | null },
): Promise<Addon[]> {
  const catalog = await loadFamilyCatalog(db, options.familyCode)
  const { planCode } = options
  return (catalog?.addons ?? []).filter((addon) => {
    const onSale = addon.status === 'published' && addon.selfService
    return (
      onSale && (planCode === undefined || (planCode !== null && addon.availableForPlans.includes(planCode)))
    )
  })
}
