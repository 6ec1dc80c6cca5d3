import type { Transaction } from '#lib/db/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { GrantSeeds } from './catalog-seed.ts'
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

/** The plan or add-on that grants and prices belong to. */
export type Owner = { planId: string } | { addonId: string }

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
  const features = await tx.feature.findMany({ where: { familyId } })
  const wanted = Object.entries(fields).map(([code, value]) => {
    const feature = features.find((candidate) => candidate.code === code)
    if (!feature) throw new Error(`no feature ${code} in the family`)
    return { ...owner, featureId: feature.id, value: value === 'unlimited' ? null : BigInt(String(value)) }
  })
  await tx.grant.deleteMany({ where: owner })
  await tx.grant.createMany({ data: wanted })
}

/** Puts a monthly price in the place of the active one; a price itself is never edited. Null takes it off sale. */
export async function writePrice(context: SeedContext, owner: Owner, amount: string | null): Promise<void> {
  const { tx, at, currency } = context
  const where = { ...owner, currency, intervalMonths: 1, active: true }
  if (amount !== null && (await tx.price.findFirst({ where }))?.unitAmountMinor === BigInt(amount)) return
  await tx.price.updateMany({ where, data: { active: false } })
  if (amount === null) return
  await tx.price.create({
    data: { ...owner, currency, intervalMonths: 1, unitAmountMinor: BigInt(amount), createdAt: at },
  })
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
