import type { TaxSeed } from './catalog-seed.ts'
import type { SeedContext } from './seed-row.ts'

/**
 * Gives a family's issuer the taxes of the seed that it does not have yet, and the family those. What is there is the
 * operator's: what a tax says, and whether a family still has it.
 */
export async function seedTaxes(options: {
  context: SeedContext
  issuerId: string
  taxes: readonly TaxSeed[]
  /** Whether the family was made a moment ago. */
  isNew: boolean
}): Promise<void> {
  const { issuerId } = options
  const { tx, at, familyId } = options.context
  for (const { countryRates = {}, ...tax } of options.taxes) {
    const where = { issuerId_code: { issuerId, code: tax.code } }
    const known = await tx.tax.findUnique({ where })
    if (known && !options.isNew) continue
    const rates = Object.entries(countryRates).map(([country, rateBasisPoints]) => ({
      country,
      rateBasisPoints,
    }))
    const created = { ...tax, issuerId, createdAt: at, updatedAt: at, countryRates: { create: rates } }
    const { id: taxId } = known ?? (await tx.tax.create({ data: created }))
    await tx.taxAssignment.create({ data: { taxId, familyId } })
  }
}
