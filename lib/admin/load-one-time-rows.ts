import { toInstant } from '#lib/calendar/instants.ts'
import { type DatabaseOrTransaction, database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { OneTimeRow } from './catalog-one-time-schemas.ts'

/** One-time add-ons of any status by their ids. */
export async function loadOneTimeRows(
  options: { ids: string[] },
  db: DatabaseOrTransaction = database(),
): Promise<OneTimeRow[]> {
  const rows = await db.addon.findMany({
    where: { id: { in: options.ids }, charge: 'one_time', deletedAt: null },
    include: {
      prices: { where: { active: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      family: { select: { code: true, name: true, currency: true, pricesIncludeTax: true } },
      _count: { select: { applied: true } },
    },
  })
  return rows.map(({ prices: [price], family, _count, updatedAt, ...addon }) => {
    const { id, code, name, description, invoiceDisplayName, status } = addon
    return {
      ...{ id, code, name, description, invoiceDisplayName, status },
      family: { code: family.code, name: family.name },
      priceMinor: price ? Number(price.unitAmountMinor) : null,
      currency: price?.currency ?? family.currency,
      pricesIncludeTax: family.pricesIncludeTax,
      timesApplied: _count.applied,
      updatedAt: toInstant(updatedAt).toString({ fractionalSecondDigits: 3 }),
    }
  })
}

/** A one-time add-on, whatever its status. Throws `addon_not_found`. */
export async function findOneTimeRow(db: DatabaseOrTransaction, id: string): Promise<OneTimeRow> {
  const [row] = await loadOneTimeRows({ ids: [id] }, db)
  if (row) return row
  throw new DomainError({ kind: 'not_found', code: 'addon_not_found', detail: 'There is no such add-on.' })
}
