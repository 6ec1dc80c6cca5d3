import type { Addon, AddonCharge } from './catalog.ts'
import type { AddonSeed } from './catalog-seed.ts'
import {
  grantFields,
  hsnSacField,
  readOwned,
  readSeeded,
  type SeedContext,
  type SeedOutcome,
  writeGrants,
  writePrice,
} from './seed-row.ts'
import { asGroup, fieldsOf, mergeSeed, type SeedFields, sameFields } from './seed-rules.ts'

/** Brings one add-on to what the seed says, keeping what an admin changed. Features and plans are there already. */
export async function seedAddon(options: { context: SeedContext; seed: AddonSeed }): Promise<SeedOutcome> {
  const { context, seed } = options
  const { tx, at, familyId } = context
  const fields = { ...seedFields(seed), ...hsnSacField(context.hsnSac) }
  // One that staff deleted stays so, unless its code was given to another.
  const row = await tx.addon.findFirst({
    where: { familyId, code: seed.code },
    orderBy: { deletedAt: { sort: 'desc', nulls: 'first' } },
  })
  if (row?.deletedAt) return 'unchanged'
  if (!row) {
    const data = {
      familyId,
      code: seed.code,
      ...columns(fields),
      seeded: fields,
      createdAt: at,
      updatedAt: at,
    }
    const created = await tx.addon.create({ data })
    await writeParts({ context, addonId: created.id, fields })
    return 'created'
  }
  const plans = await tx.addonPlan.findMany({
    where: { addonId: row.id },
    include: { plan: { select: { code: true } } },
  })
  const current: SeedFields = {
    name: row.name,
    description: row.description,
    charge: row.charge,
    type: row.type,
    category: row.category,
    isStackable: row.isStackable,
    maxQuantity: row.maxQuantity,
    selfService: row.selfService,
    ownPeriod: row.ownPeriod,
    decrease: row.decrease,
    icon: row.icon,
    badge: row.badge,
    sortOrder: row.sortOrder,
    ...hsnSacField(row.hsnSac),
    ...(await readOwned(context, { addonId: row.id })),
    ...asGroup('plans', Object.fromEntries(plans.map((entry) => [entry.plan.code, entry.availability]))),
  }
  const merged = mergeSeed({ current, last: readSeeded(row.seeded), seed: fields })
  // An admin may have made it single: then a larger maximum of the seed must not come back.
  if (merged.isStackable === false) merged.maxQuantity = 1
  const changed = !sameFields(merged, current)
  await tx.addon.update({
    where: { id: row.id },
    data: { seeded: fields, ...(changed ? { ...columns(merged), updatedAt: at } : {}) },
  })
  if (changed) await writeParts({ context, addonId: row.id, fields: merged })
  return changed ? 'updated' : 'unchanged'
}

function seedFields(seed: AddonSeed): SeedFields {
  const plans = [
    ...seed.availableForPlans.map((code) => [code, 'available']),
    ...seed.includedInPlans.map((code) => [code, 'included']),
  ]
  return {
    name: seed.name,
    description: seed.description,
    charge: seed.charge,
    type: seed.type,
    category: seed.category,
    isStackable: seed.isStackable,
    maxQuantity: seed.maxQuantity,
    selfService: seed.selfService,
    ownPeriod: seed.ownPeriod ?? false,
    decrease: seed.decrease ?? 'period_end',
    icon: seed.icon,
    badge: seed.badge,
    sortOrder: seed.sortOrder,
    price: seed.priceMonthlyMinor?.toString() ?? null,
    ...asGroup('grants', grantFields(seed.grants)),
    ...asGroup('plans', Object.fromEntries(plans)),
  }
}

function columns(fields: SeedFields) {
  const text = (value: SeedFields[string] | undefined) =>
    value === null || value === undefined ? null : String(value)
  return {
    name: String(fields.name),
    description: String(fields.description),
    charge: fields.charge as AddonCharge,
    type: String(fields.type),
    category: String(fields.category),
    isStackable: fields.isStackable === true,
    maxQuantity: Number(fields.maxQuantity),
    selfService: fields.selfService === true,
    ownPeriod: fields.ownPeriod === true,
    decrease: fields.decrease as Addon['decrease'],
    icon: text(fields.icon),
    badge: text(fields.badge),
    hsnSac: text(fields.hsnSac),
    sortOrder: Number(fields.sortOrder),
  }
}

async function writeParts(options: { context: SeedContext; addonId: string; fields: SeedFields }) {
  const { context, addonId, fields } = options
  const { tx, familyId } = context
  await writeGrants(context, { addonId }, fieldsOf(fields, 'grants'))
  await writePrice(context, { addonId }, fields.price === null ? null : String(fields.price))

  const availability = fieldsOf(fields, 'plans')
  const plans = await tx.plan.findMany({ where: { familyId, code: { in: Object.keys(availability) } } })
  await tx.addonPlan.deleteMany({ where: { addonId } })
  await tx.addonPlan.createMany({
    data: plans.map((plan) => ({
      addonId,
      planId: plan.id,
      availability: availability[plan.code] === 'included' ? 'included' : 'available',
    })),
  })
}
