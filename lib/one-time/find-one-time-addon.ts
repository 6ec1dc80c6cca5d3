import { toInstant } from '#lib/calendar/instants.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { isUuid } from '#lib/db/is-uuid.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { SERVICES_FAMILY } from './schemas.ts'

/** What makes a row one: charged once, priced and not deleted. */
const ANY = {
  charge: 'one_time',
  deletedAt: null,
  prices: { some: { active: true } },
} as const satisfies Prisma.AddonWhereInput

/** What can be charged: neither a draft nor archived. */
const WHERE = { ...ANY, status: 'published' } as const satisfies Prisma.AddonWhereInput

const INCLUDE = {
  prices: { where: { active: true }, orderBy: { createdAt: 'desc' }, take: 1 },
  family: { select: { id: true, issuerId: true, pricesIncludeTax: true } },
  taxes: { include: { tax: true }, orderBy: { tax: { code: 'asc' } } },
} as const satisfies Prisma.AddonInclude

/**
 * A one-time add-on by its id, or by its code in the services family. Throws `add_on_not_found`.
 *
 * @param options.anyStatus also a draft, and what is archived: for the desk, where they are edited
 */
export async function findOneTimeAddon(
  db: DatabaseOrTransaction,
  idOrCode: string,
  options: { anyStatus: boolean } = { anyStatus: false },
): Promise<OneTimeAddon> {
  const sold = options.anyStatus ? ANY : WHERE
  const find = async (addon: Prisma.AddonWhereInput) => {
    const rows = await db.addon.findMany({ where: { ...sold, ...addon }, include: INCLUDE, take: 1 })
    return rows.flatMap(toOneTimeAddons)
  }
  const byId = isUuid(idOrCode) ? await find({ id: idOrCode }) : []
  const [addon] = [...byId, ...(await find({ code: idOrCode, family: { code: SERVICES_FAMILY } }))]
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
  return { addons: rows.flatMap(toOneTimeAddons), total: await db.addon.count({ where }) }
}

/** One for its price. */
function toOneTimeAddons(row: Prisma.AddonGetPayload<{ include: typeof INCLUDE }>): OneTimeAddon[] {
  const { id, code, name, description, invoiceDisplayName, status, family } = row
  return row.prices.map(({ unitAmountMinor, currency }) => ({
    ...{ id, code, name, description, invoiceDisplayName, status },
    seller: { familyId: family.id, issuerId: family.issuerId, pricesIncludeTax: family.pricesIncludeTax },
    price: { amountMinor: unitAmountMinor, currency },
    taxes: row.taxes.map(({ tax }) => ({
      ...{ id: tax.id, code: tax.code, name: tax.name, rateBasisPoints: tax.rateBasisPoints },
      createdAt: toInstant(tax.createdAt),
    })),
    createdAt: toInstant(row.createdAt),
  }))
}
