import { database } from '#lib/db/client.ts'
import { loadFamilyCatalog } from './load-family-catalog.ts'
import type { PriceList } from './schemas.ts'
import { serializePriceList } from './serialize-price-list.ts'

/** What is sold here, family by family, or by one of them; a family that is not there sells nothing. */
export async function listPriceLists(options: { family?: string | undefined }): Promise<PriceList[]> {
  const families = await database().productFamily.findMany({
    where: options.family === undefined ? {} : { code: options.family },
    orderBy: [{ createdAt: 'asc' }, { code: 'asc' }],
    select: { code: true },
  })
  const catalogs = await Promise.all(families.map(({ code }) => loadFamilyCatalog(database(), code)))
  return catalogs.flatMap((catalog) => (catalog ? serializePriceList(catalog) : []))
}
