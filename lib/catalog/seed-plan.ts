import type { PlanSeed } from './catalog-seed.ts'
import { makeRoom } from './make-room.ts'
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

/** Brings one plan to what the seed says, keeping what an admin changed. Its features are there already. */
export async function seedPlan(options: { context: SeedContext; seed: PlanSeed }): Promise<SeedOutcome> {
  const { context, seed } = options
  const { tx, at, familyId } = context
  const fields: SeedFields = {
    name: seed.name,
    description: seed.description,
    rank: seed.rank,
    isDefault: seed.isDefault,
    price: seed.priceMonthlyMinor?.toString() ?? null,
    ...hsnSacField(context.hsnSac),
    ...asGroup('grants', grantFields(seed.grants)),
  }
  const row = await tx.plan.findUnique({ where: { familyId_code: { familyId, code: seed.code } } })
  if (!row) {
    const data = {
      familyId,
      code: seed.code,
      ...columns(fields),
      seeded: fields,
      createdAt: at,
      updatedAt: at,
    }
    // Somebody at the desk may have put a plan of their own there.
    await makeRoom(tx, { familyId, rank: seed.rank })
    const created = await tx.plan.create({ data })
    await writeParts({ context, planId: created.id, fields })
    return 'created'
  }
  const current: SeedFields = {
    name: row.name,
    description: row.description,
    rank: row.rank,
    isDefault: row.isDefault,
    ...hsnSacField(row.hsnSac),
    ...(await readOwned(context, { planId: row.id })),
  }
  const merged = mergeSeed({ current, last: readSeeded(row.seeded), seed: fields })
  const changed = !sameFields(merged, current)
  if (merged.rank !== row.rank) await makeRoom(tx, { familyId, rank: Number(merged.rank) })
  await tx.plan.update({
    where: { id: row.id },
    data: { seeded: fields, ...(changed ? { ...columns(merged), updatedAt: at } : {}) },
  })
  if (changed) await writeParts({ context, planId: row.id, fields: merged })
  return changed ? 'updated' : 'unchanged'
}

function columns(fields: SeedFields) {
  return {
    name: String(fields.name),
    description: String(fields.description),
    rank: Number(fields.rank),
    isDefault: fields.isDefault === true,
    hsnSac: typeof fields.hsnSac === 'string' ? fields.hsnSac : null,
  }
}

async function writeParts(options: { context: SeedContext; planId: string; fields: SeedFields }) {
  const { context, planId, fields } = options
  await writeGrants(context, { planId }, fieldsOf(fields, 'grants'))
  await writePrice(context, { planId }, fields.price === null ? null : String(fields.price))
}
