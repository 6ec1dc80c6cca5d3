import type { Transaction } from '#lib/db/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { GrantSeeds } from './catalog-seed.ts'
import { replaceGrants } from './replace-grants.ts'
import { type Owner, replacePrice } from './replace-price.ts'
import { asGroup, type SeedFields } from './seed-rules.ts'

export type SeedOutcome = 'created' | 'updated' | 'unchanged'
export type SeedContext = {
  tx: Transaction
  at: Date
  familyId: string
  currency: string
  /** India's code of what the family's plans and add-ons are; null where it has none. */
  hsnSac: string | null
}

/** What the last seeding wrote, or null when none did. */
export function readSeeded(seeded: Prisma.JsonValue): SeedFields | null {
  return seeded !== null && typeof seeded === 'object' && !Array.isArray(seeded)
    ? (seeded as SeedFields)
    : null
}

/** Grants as fields: digits, or `unlimited`. A flag's value is 1. */
export function grantFields(grants: GrantSeeds): SeedFields {
  const entries = Object.entries(grants).map(([code, value]) => [code, value === true ? '1' : String(value)])
  return Object.fromEntries(entries)
}

/** Makes an owner's grants what the fields say. Throws when the family has no such feature. */
export async function writeGrants(context: SeedContext, owner: Owner, fields: SeedFields): Promise<void> {
  const { tx, familyId } = context
  const grants = Object.entries(fields).map(([feature, value]) => ({
    feature,
    value: value === 'unlimited' ? null : BigInt(String(value)),
  }))
  await replaceGrants(tx, { owner, familyId, grants })
}

/** The monthly price of an owner. Null takes it off sale. */
export async function writePrice(context: SeedContext, owner: Owner, amount: string | null): Promise<void> {
  const { tx, at, currency } = context
  const amountMinor = amount === null ? null : BigInt(amount)
  await replacePrice(tx, { owner, currency, intervalMonths: 1, amountMinor, at })
}

/** A code that is there, as a field: what never had one and what the seed has none for are the same. */
export function hsnSacField(hsnSac: string | null): SeedFields {
  return hsnSac === null ? {} : { hsnSac }
}

/** The grants and the monthly price of a row, as fields to be compared. */
export async function readOwned(context: SeedContext, owner: Owner): Promise<SeedFields> {
  const { tx, currency } = context
  const grants = await tx.grant.findMany({
    where: owner,
    include: { feature: { select: { code: true } } },
  })
  const where = { ...owner, active: true, currency, intervalMonths: 1 }
  const price = await tx.price.findFirst({ where })
  const values = grants.map(({ feature, value }) => [feature.code, value?.toString() ?? 'unlimited'])
  return {
    price: price?.unitAmountMinor.toString() ?? null,
    ...asGroup('grants', Object.fromEntries(values)),
  }
}
