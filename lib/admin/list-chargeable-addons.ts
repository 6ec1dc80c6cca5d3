import { database } from '#lib/db/client.ts'
import type { ChargeableAddon } from './one-time-schemas.ts'

/** What can be charged to a customer once, of every family, in the order of the catalog. */
export async function listChargeableAddons(): Promise<ChargeableAddon[]> {
  const addons = await database().addon.findMany({
    where: { charge: 'one_time', status: 'published', deletedAt: null },
    include: {
      prices: { where: { active: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      family: { select: { name: true, pricesIncludeTax: true } },
    },
    orderBy: [{ family: { name: 'asc' } }, { sortOrder: 'asc' }, { name: 'asc' }, { id: 'asc' }],
  })
  return addons.flatMap(({ id, name, description, family, prices }) =>
    prices.map(({ unitAmountMinor, currency }) => ({
      ...{ id, name, description, currency },
      family: family.name,
      amountMinor: Number(unitAmountMinor),
      pricesIncludeTax: family.pricesIncludeTax,
    })),
  )
}
