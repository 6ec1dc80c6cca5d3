import { database } from '#lib/db/client.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'
import type { PriceList } from './schemas.ts'
import { serializePriceList } from './serialize-price-list.ts'

/**
 * What is sold here, family by family, or by one of them. One that is not there, or that has nothing customers buy by
 * themselves, is left out.
 */
export async function listPriceLists(options: { family?: string | undefined }): Promise<PriceList[]> {
  const families = await database().productFamily.findMany({
    where: options.family === undefined ? {} : { code: options.family },
    orderBy: [{ createdAt: 'asc' }, { code: 'asc' }],
    select: { code: true },
  })
  const catalogs = await Promise.all(families.map(({ code }) => loadFamilyCatalog(database(), code)))
  const lists = catalogs.flatMap((catalog) => (catalog ? serializePriceList(catalog) : []))
  return lists.filter(({ plans, addons }) => plans.length + addons.length > 0)
}
