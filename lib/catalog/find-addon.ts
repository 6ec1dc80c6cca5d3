import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Addon } from './catalog.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'

/** An add-on of a family by its code, whatever its status; null when there is none. */
export async function findAddon(
  db: DatabaseOrTransaction,
  options: { familyCode: string; code: string },
): Promise<Addon | null> {
  const catalog = await loadFamilyCatalog(db, options.familyCode)
  return catalog?.addons.find((addon) => addon.code === options.code) ?? null
}
