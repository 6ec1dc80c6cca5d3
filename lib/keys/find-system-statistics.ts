import type { z } from 'zod'
import { toDate } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { KEY_FAMILY, REQUESTS } from './key-family.ts'
import { loadAddonSpending } from './load-addon-spending.ts'
import type { systemStatistics } from './statistics-schemas.ts'

/** All keys together (S2.8). */
export async function findSystemStatistics(options: {
  hours: number
  at: Temporal.Instant
}): Promise<z.input<typeof systemStatistics>> {
  const { hours, at } = options
  const from = at.subtract({ hours })
  const catalog = await loadFamilyCatalog(database(), KEY_FAMILY)
  const featureId = catalog?.features.find(({ code }) => code === REQUESTS)?.id
  const currency = catalog?.family.currency ?? 'USD'
  const keys = await database().apiKey.count({ where: { revokedAt: null } })
  // A day that began up to a day earlier reaches into these hours.
  const since = toDate(from.subtract({ hours: 24 }))
  const used = featureId
    ? await database().usageCounter.aggregate({
        _sum: { used: true },
        where: { featureId, windowStart: { gt: since, lte: toDate(at) } },
      })
    : null
  const { totalMinor, bought } = await loadAddonSpending(database(), { from, to: at })
  const average = keys === 0 ? 0n : (totalMinor * 2n + BigInt(keys)) / (BigInt(keys) * 2n)
  return {
    hours,
    currency,
    totalActiveApiKeys: keys,
    totalRequests: Number(used?._sum.used ?? 0n),
    totalAddOnRevenue: toMajorNumber(totalMinor, currency),
    averageAddOnSpendingPerUser: toMajorNumber(average, currency),
    topAddOnPackage: bought[0]?.code ?? null,
    topAddOnPackageName: bought[0]?.name ?? null,
  }
}
