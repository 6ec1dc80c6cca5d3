import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import type { FamilySeed, FeatureSeed } from './catalog-seed.ts'
import { seedAddon } from './seed-addon.ts'
import { seedPlan } from './seed-plan.ts'
import { readSeeded, type SeedContext, type SeedOutcome } from './seed-row.ts'
import { mergeSeed, type SeedFields, sameFields } from './seed-rules.ts'
import { seedTaxes } from './seed-taxes.ts'

export type SeedReport = { kind: 'feature' | 'plan' | 'addon'; name: string; outcome: SeedOutcome }[]

/** Any constant: seedings at the same time take turns. */
const SEEDING_LOCK = 7_225_662

/**
 * Brings a family's catalog to what the seed says, keeping `created_at` and what an admin changed (S0.1). Running it
 * again changes nothing; all of it happens or nothing does.
 */
export async function seedCatalog(options: { seed: FamilySeed; now: Temporal.Instant }): Promise<SeedReport> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEEDING_LOCK})`
    const at = toDate(options.now)
    const { seed } = options
    const context = await seedFamily({ tx, seed, at })
    const report: SeedReport = []
    for (const [index, feature] of seed.features.entries()) {
      const outcome = await seedFeature({ context, feature, sortOrder: index + 1 })
      report.push({ kind: 'feature', name: feature.name, outcome })
    }
    for (const plan of seed.plans) {
      report.push({ kind: 'plan', name: plan.name, outcome: await seedPlan({ context, seed: plan }) })
    }
    for (const addon of seed.addons) {
      report.push({ kind: 'addon', name: addon.name, outcome: await seedAddon({ context, seed: addon }) })
    }
    return report
  })
}

async function seedFamily(options: { tx: Transaction; seed: FamilySeed; at: Date }): Promise<SeedContext> {
  const { tx, seed, at } = options
  const {
    code,
    name,
    currency,
    provider,
    pricesIncludeTax,
    graceDays,
    heldBy = 'customer',
    taxes = [],
    hsnSac = null,
  } = seed
  const fields = { name, provider, pricesIncludeTax, graceDays, prepaid: seed.prepaid ?? false }
  const row = await tx.productFamily.findUnique({ where: { code }, include: { issuer: true } })
  if (!row) {
    const { code: issuerCode, ...identity } = seed.issuer
    // Documents carry the issuer as it was; an identity that stands is the operator's to change.
    const issuer = await tx.issuer.upsert({
      where: { code: issuerCode },
      create: { code: issuerCode, ...identity, createdAt: at, updatedAt: at },
      update: {},
    })
    const data = {
      code,
      currency,
      heldBy,
      ...fields,
      seeded: fields,
      issuerId: issuer.id,
      createdAt: at,
      updatedAt: at,
    }
    const created = await tx.productFamily.create({ data })
    const context = { tx, at, familyId: created.id, currency, hsnSac }
    await seedTaxes({ context, issuerId: issuer.id, taxes, isNew: true })
    return context
  }
  const current = {
    name: row.name,
    provider: row.provider,
    pricesIncludeTax: row.pricesIncludeTax,
    graceDays: row.graceDays,
    prepaid: row.prepaid,
  }
  const merged = mergeSeed({ current, last: readSeeded(row.seeded), seed: fields })
  const changed = !sameFields(merged, current)
  await tx.productFamily.update({
    where: { id: row.id },
    data: { seeded: fields, ...(changed ? { ...merged, updatedAt: at } : {}) },
  })
  const context = { tx, at, familyId: row.id, currency: row.currency, hsnSac }
  // Whoever sells stays who it is, whatever the seed says now; another seller's taxes would be wrong for it.
  const { issuerId } = row
  if (row.issuer.code === seed.issuer.code) await seedTaxes({ context, issuerId, taxes, isNew: false })
  return context
}

async function seedFeature(options: {
  context: SeedContext
  feature: FeatureSeed
  sortOrder: number
}): Promise<SeedOutcome> {
  const { tx, at, familyId } = options.context
  const { code, name, unit, kind, window } = options.feature
  const fields: SeedFields = { name, unit, kind, window, sortOrder: options.sortOrder }
  const row = await tx.feature.findUnique({ where: { familyId_code: { familyId, code } } })
  if (!row) {
    await tx.feature.create({
      data: {
        familyId,
        ...options.feature,
        sortOrder: options.sortOrder,
        seeded: fields,
        createdAt: at,
        updatedAt: at,
      },
    })
    return 'created'
  }
  const current = {
    name: row.name,
    unit: row.unit,
    kind: row.kind,
    window: row.window,
    sortOrder: row.sortOrder,
  }
  const merged = mergeSeed({ current, last: readSeeded(row.seeded), seed: fields })
  const changed = !sameFields(merged, current)
  await tx.feature.update({
    where: { id: row.id },
    data: { seeded: fields, ...(changed ? { ...merged, updatedAt: at } : {}) },
  })
  return changed ? 'updated' : 'unchanged'
}
