import { toInstant } from '#lib/calendar/instants.ts'
import type { FamilyCatalog, Plan } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { type DatabaseOrTransaction, database } from '#lib/db/client.ts'
import type { PlanRow } from './catalog-plan-schemas.ts'
import { liveTerms } from './live-terms.ts'
import { countHolders } from './load-catalog-rows.ts'

/** Plans of any family by their ids, with who holds them. */
export async function loadCatalogPlans(options: { ids: string[]; at: Temporal.Instant }): Promise<PlanRow[]> {
  const db = database()
  const rows = await db.plan.findMany({
    where: { id: { in: options.ids } },
    select: { id: true, updatedAt: true, family: { select: { code: true } } },
  })
  const families = [...new Set(rows.map(({ family }) => family.code))]
  const catalogs = await Promise.all(families.map((code) => loadFamilyCatalog(db, code)))
  return Promise.all(
    rows.flatMap(({ id, updatedAt }) =>
      catalogs.flatMap((catalog) => {
        const plan = catalog?.plans.find((found) => found.id === id)
        const stamp = toInstant(updatedAt)
        return catalog && plan
          ? [serializePlanRow(db, { catalog, plan, updatedAt: stamp, at: options.at })]
          : []
      }),
    ),
  )
}

export async function serializePlanRow(
  db: DatabaseOrTransaction,
  options: { catalog: FamilyCatalog; plan: Plan; updatedAt: Temporal.Instant; at: Temporal.Instant },
): Promise<PlanRow> {
  const { catalog, plan, updatedAt, at } = options
  const { family } = catalog
  const { id, code, name, status, rank, isDefault, price } = plan
  const held = (await countHolders(db, { of: 'plans', ids: [id], at })).get(id)
  const holders = { customers: held?.customers ?? 0, atOtherPrice: held?.atOtherPrice ?? 0 }
  if (isDefault) holders.customers = await countOnDefault(db, { familyId: family.id, planId: id, at })
  return {
    ...{ id, code, name, status, rank, isDefault, holders },
    family: { code: family.code, name: family.name },
    priceMinor: price && Number(price.amountMinor),
    currency: family.currency,
    intervalMonths: price?.intervalMonths ?? 1,
    updatedAt: updatedAt.toString({ fractionalSecondDigits: 3 }),
  }
}

/** Who has no other plan is on the default one (D10), with terms of it or without. */
async function countOnDefault(
  db: DatabaseOrTransaction,
  options: { familyId: string; planId: string; at: Temporal.Instant },
): Promise<number> {
  const { familyId, planId, at } = options
  const [row] = await db.$queryRaw<[{ customers: number }]>`
    SELECT count(*)::int AS customers FROM subscriptions s WHERE s.family_id = ${familyId}::uuid AND NOT EXISTS (
      SELECT 1 FROM subscription_lines l JOIN terms t ON t.line_id = l.id
      WHERE l.subscription_id = s.id AND l.plan_id <> ${planId}::uuid AND ${liveTerms(at)})`
  return row.customers
}
