import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { draftOf } from './catalog-change-rules.ts'
import type { CatalogDetail } from './catalog-schemas.ts'
import { countHolders, serializeCatalogRow } from './load-catalog-rows.ts'

/** An add-on with all that can be changed of it, and who holds it. Throws `addon_not_found`. */
export async function findCatalogAddon(
  db: DatabaseOrTransaction,
  options: { id: string; at: Temporal.Instant },
): Promise<CatalogDetail> {
  const { id, at } = options
  const { catalog, addon } = await loadCatalogAddon(db, id)
  const holders = (await countHolders(db, { ids: [id], at })).get(id)
  const { status: _status, priceMinor: _price, ...draft } = draftOf(addon)
  return {
    ...serializeCatalogRow({ catalog, addon, holders }),
    ...draft,
    features: catalog.features.map(({ code, name, unit, kind }) => ({ code, name, unit, kind })),
    familyPlans: catalog.plans.map(({ code, name }) => ({ code, name })),
  }
}

/** A recurring add-on with the family it is of. Throws `addon_not_found`. */
export async function loadCatalogAddon(
  db: DatabaseOrTransaction,
  id: string,
): Promise<{ catalog: FamilyCatalog; addon: Addon }> {
  const row = await db.addon.findFirst({
    where: { id, deletedAt: null, charge: 'recurring' },
    select: { family: { select: { code: true } } },
  })
  const catalog = row && (await loadFamilyCatalog(db, row.family.code))
  const addon = catalog?.addons.find((found) => found.id === id)
  if (catalog && addon) return { catalog, addon }
  throw new DomainError({ kind: 'not_found', code: 'addon_not_found', detail: 'There is no such add-on.' })
}
