import { toInstant } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { SERVICES_FAMILY } from './services-family.ts'

/** What makes a row one: charged once, published, priced and not deleted. */
const WHERE = {
  charge: 'one_time',
  status: 'published',
  deletedAt: null,
  prices: { some: { active: true } },
} as const

const INCLUDE = {
  prices: { where: { active: true }, orderBy: { createdAt: 'desc' } },
  family: { select: { id: true, issuerId: true, pricesIncludeTax: true } },
  taxes: { include: { tax: true }, orderBy: { tax: { code: 'asc' } } },
} as const

/** A one-time add-on by its id, or by its code in the services family. Throws `add_on_not_found`. */
export async function findOneTimeAddon(db: DatabaseOrTransaction, idOrCode: string): Promise<OneTimeAddon> {
  const byId = isUuid(idOrCode)
    ? await db.addon.findFirst({ where: { ...WHERE, id: idOrCode }, include: INCLUDE })
    : null
  const byCode = { ...WHERE, code: idOrCode, family: { code: SERVICES_FAMILY } }
  const row = byId ?? (await db.addon.findFirst({ where: byCode, include: INCLUDE }))
  const addon = row && toOneTimeAddon(row)
  if (addon) return addon
  throw new DomainError({
    kind: 'not_found',
    code: 'add_on_not_found',
    detail: 'There is no such add-on.',
  })
}

/** The one-time add-ons of the services family, newest first, a page at a time, and how many there are. */
export async function listOneTimeAddons(
  db: DatabaseOrTransaction,
  options: { page: number; perPage: number },
): Promise<{ addons: OneTimeAddon[]; total: number }> {
  const { page, perPage } = options
  const where = { ...WHERE, family: { code: SERVICES_FAMILY } }
  const rows = await db.addon.findMany({
    where,
    include: INCLUDE,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * perPage,
    take: perPage,
  })
  return { addons: rows.flatMap((row) => toOneTimeAddon(row) ?? []), total: await db.addon.count({ where }) }
}

type Row = {
  id: string
  code: string
  name: string
  description: string
  invoiceDisplayName: string | null
  createdAt: Date
  prices: { unitAmountMinor: bigint; currency: string }[]
  family: { id: string; issuerId: string; pricesIncludeTax: boolean }
  taxes: { tax: { id: string; code: string; name: string; rateBasisPoints: number; createdAt: Date } }[]
}

function toOneTimeAddon(row: Row): OneTimeAddon | null {
  const [price] = row.prices
  if (!price) return null
  const { id, code, name, description, invoiceDisplayName, family } = row
  return {
    ...{ id, code, name, description, invoiceDisplayName },
    seller: { familyId: family.id, issuerId: family.issuerId, pricesIncludeTax: family.pricesIncludeTax },
    price: { amountMinor: price.unitAmountMinor, currency: price.currency },
    taxes: row.taxes.map(({ tax: { id, code, name, rateBasisPoints, createdAt } }) => ({
      ...{ id, code, name, rateBasisPoints },
      createdAt: toInstant(createdAt),
    })),
    createdAt: toInstant(row.createdAt),
  }
}
