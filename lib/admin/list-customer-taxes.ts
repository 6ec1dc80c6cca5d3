import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { chooseTaxes } from '#lib/tax/precedence-rules.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { IssuerTaxes } from './tax-schemas.ts'

const OWNED = { select: { taxes: { select: { taxId: true } }, code: true, name: true } } as const

const INCLUDE = {
  taxes: { orderBy: { code: 'asc' } },
  families: {
    orderBy: { name: 'asc' },
    select: {
      ...OWNED.select,
      addons: { ...OWNED, where: { deletedAt: null, taxes: { some: {} } }, orderBy: { sortOrder: 'asc' } },
    },
  },
} as const satisfies Prisma.IssuerInclude

type Issuer = Prisma.IssuerGetPayload<{ include: typeof INCLUDE }>

/**
 * The taxes of every issuer that charges one, and which of them this customer's lines have (line > add-on > customer >
 * family, S1.5). Throws `customer_not_found`.
 */
export async function listCustomerTaxes(
  db: DatabaseOrTransaction,
  customerId: string,
): Promise<IssuerTaxes[]> {
  const customer = await db.customer.findUnique({
    where: { id: customerId },
    select: { taxes: { select: { taxId: true } } },
  })
  if (!customer) {
    throw new DomainError({
      kind: 'not_found',
      code: 'customer_not_found',
      detail: 'There is no such customer.',
    })
  }
  const issuers = await db.issuer.findMany({
    where: { taxes: { some: {} } },
    include: INCLUDE,
    orderBy: [{ legalName: 'asc' }, { id: 'asc' }],
  })
  const assigned = new Set(customer.taxes.map(({ taxId }) => taxId))
  return issuers.map((issuer) => serialize(issuer, assigned))
}

function serialize({ id, legalName, taxes, families }: Issuer, assigned: ReadonlySet<string>): IssuerTaxes {
  const namesOf = (ids: readonly string[]) => taxes.flatMap((tax) => (ids.includes(tax.id) ? [tax.name] : []))
  const idsOf = (owner: { taxes: { taxId: string }[] }) => owner.taxes.map(({ taxId }) => taxId)
  const own = taxes.filter((tax) => assigned.has(tax.id)).map((tax) => tax.id)
  return {
    id,
    name: legalName,
    taxes: taxes.map(({ id: taxId, code, name, kind, rateBasisPoints }) => ({
      ...{ id: taxId, code, name, kind, rateBasisPoints },
      isAssigned: assigned.has(taxId),
    })),
    families: families.map((family) => {
      const chosen = chooseTaxes({ line: null, addon: [], customer: own, family: idsOf(family) })
      const from = chosen.length === 0 ? 'nobody' : own.length > 0 ? 'customer' : 'family'
      return { code: family.code, name: family.name, applies: namesOf(chosen), from }
    }),
    addons: families.flatMap(({ addons }) =>
      addons.map((addon) => ({ code: addon.code, name: addon.name, applies: namesOf(idsOf(addon)) })),
    ),
  }
}
