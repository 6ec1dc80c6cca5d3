import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { priceBands } from '#lib/catalog/price-band-rules.ts'
import { type DatabaseOrTransaction, database } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { CatalogRow } from './catalog-schemas.ts'
import { liveTerms } from './live-terms.ts'

/** Add-ons of any family by their ids, with who holds them. */
export async function loadCatalogRows(options: {
  ids: string[]
  at: Temporal.Instant
}): Promise<CatalogRow[]> {
  const { ids, at } = options
  const db = database()
  const families = await db.productFamily.findMany({
    where: { addons: { some: { id: { in: ids } } } },
    select: { code: true },
  })
  const [holders, ...catalogs] = await Promise.all([
    countHolders(db, { of: 'addons', ids, at }),
    ...families.map(({ code }) => loadFamilyCatalog(db, code)),
  ])
  return catalogs.flatMap((catalog) =>
    catalog
      ? catalog.addons
          .filter(({ id }) => ids.includes(id))
          .map((addon) => serializeCatalogRow({ catalog, addon, holders: holders.get(addon.id) }))
      : [],
  )
}

type Holders = CatalogRow['holders']

export function serializeCatalogRow(options: {
  catalog: FamilyCatalog
  addon: Addon
  holders: Holders | undefined
}): CatalogRow {
  const { catalog, addon, holders = { customers: 0, units: 0, atOtherPrice: 0 } } = options
  const { id, code, name, status, type, category, price, sortOrder } = addon
  return {
    ...{ id, code, name, status, type, category, sortOrder, holders },
    family: { code: catalog.family.code, name: catalog.family.name },
    priceMinor: price && Number(price.amountMinor),
    currency: catalog.family.currency,
    intervalMonths: price?.intervalMonths ?? 1,
    bands: priceBands(catalog, addon).map((band) => ({
      ...band,
      basisPoints: Number(band.basisPoints),
      fromMinor: Number(band.fromMinor),
      toMinor: Number(band.toMinor),
    })),
    updatedAt: addon.updatedAt.toString({ fractionalSecondDigits: 3 }),
  }
}

/** Who holds each of these add-ons or plans now, whatever paid for it. An id nobody holds is left out. */
export async function countHolders(
  db: DatabaseOrTransaction,
  options: { of: 'addons' | 'plans'; ids: string[]; at: Temporal.Instant },
): Promise<Map<string, Holders>> {
  const owner = options.of === 'plans' ? Prisma.raw('plan_id') : Prisma.raw('addon_id')
  const rows = await db.$queryRaw<(Holders & { id: string })[]>`
    SELECT l.${owner} AS id, count(DISTINCT t.customer_id)::int AS customers, sum(t.quantity)::int AS units,
      (count(DISTINCT t.customer_id) FILTER (WHERE t.source = 'paid' AND t.unit_amount_minor IS DISTINCT FROM
        (SELECT c.unit_amount_minor FROM prices c WHERE c.${owner} = l.${owner} AND c.active
         AND c.currency = t.currency ORDER BY c.interval_months LIMIT 1)))::int AS "atOtherPrice"
    FROM subscription_lines l JOIN terms t ON t.line_id = l.id
    WHERE l.${owner} = ANY(${options.ids}::uuid[]) AND ${liveTerms(options.at)}
    GROUP BY l.${owner}`
  return new Map(rows.map(({ id, ...holders }) => [id, holders]))
}
