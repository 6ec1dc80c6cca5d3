import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { KEY_FAMILY, REQUESTS } from './key-family.ts'
import { packsOf } from './pack-rules.ts'
import type { PackageView } from './statistics-schemas.ts'

/** The packs customers can buy, the smallest first, in the seed's words (S2.7). */
export async function listPackages(db: DatabaseOrTransaction): Promise<PackageView[]> {
  const catalog = await loadFamilyCatalog(db, KEY_FAMILY)
  if (!catalog) return []
  const { currency } = catalog.family
  return packsOf(catalog, REQUESTS).map((pack) => {
    const monthlyPrice = toMajorNumber(pack.monthlyMinor, currency)
    const additionalRequests = Number(pack.requestsPerDay)
    return {
      code: pack.code,
      displayName: pack.name,
      additionalRequests,
      monthlyPrice,
      currency,
      description: pack.description,
      costPerRequest: costPerRequest(monthlyPrice, additionalRequests),
    }
  })
}

/** A figure to compare by, never an amount: to a hundredth of a cent of a dollar. */
export function costPerRequest(monthlyPrice: number, requests: number): number {
  return Math.round((monthlyPrice / requests) * 10_000) / 10_000
}
