import { type DatabaseOrTransaction, database } from '#lib/db/client.ts'
import { readRows } from '#lib/db/read-rows.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Addon, Family, FamilyCatalog, Feature, Grant, Plan, UnitPrice } from './catalog.ts'
import { frozen } from './frozen.ts'

/** What this process read last of each family, as it is for everybody. */
const known = new Map<string, FamilyCatalog>()

/**
 * Everything a family offers; null when there is no such family. Remembered for as long as the family's version stays,
 * which triggers raise with every change of it: so it is never older than a read of the database would be. What a
 * transaction has changed and not committed is for that transaction alone.
 */
export async function loadFamilyCatalog(
  db: DatabaseOrTransaction,
  familyCode: string,
): Promise<FamilyCatalog | null> {
  const found = known.get(familyCode)
  if (found) {
    const { id, catalogVersion } = found.family
    const current = await readRows<{ id: string }>(
      db,
      Prisma.sql`
      SELECT id FROM product_families
      WHERE code = ${familyCode} AND id = ${id}::uuid AND catalog_version = ${catalogVersion}`,
    )
    if (current.length > 0) return found
  }
  const loaded = await readFamilyCatalog(db, familyCode)
  if (loaded && db === database()) known.set(familyCode, loaded)
  return loaded
}

async function readFamilyCatalog(
  db: DatabaseOrTransaction,
  familyCode: string,
): Promise<FamilyCatalog | null> {
  const [row] = await db.$queryRaw<[CatalogRow?]>`
    SELECT
      (SELECT json_build_object(
         'id', f.id, 'code', f.code, 'name', f.name, 'currency', f.currency, 'provider', f.provider,
         'heldBy', f.held_by, 'prepaid', f.prepaid, 'catalogVersion', f.catalog_version, 'graceDays', f.grace_days, 'issuerId', f.issuer_id, 'timeZone', i.time_zone)) AS family,
      (SELECT coalesce(json_agg(json_build_object(
         'id', x.id, 'code', x.code, 'name', x.name, 'unit', x.unit, 'kind', x.kind, 'window', x.window,
         'sortOrder', x.sort_order) ORDER BY x.sort_order, x.code), '[]')
         FROM features x WHERE x.family_id = f.id) AS features,
      (SELECT coalesce(json_agg(json_build_object(
         'id', p.id, 'code', p.code, 'name', p.name, 'description', p.description, 'rank', p.rank,
         'isDefault', p.is_default, 'status', p.status,
         'price', (SELECT json_build_object('id', c.id, 'amountMinor', c.unit_amount_minor::text,
             'currency', c.currency, 'intervalMonths', c.interval_months)
           FROM prices c WHERE c.plan_id = p.id AND c.active AND c.currency = f.currency
           ORDER BY c.interval_months LIMIT 1),
         'grants', (SELECT coalesce(json_agg(json_build_object('feature', x.code, 'value', g.value::text)
             ORDER BY x.sort_order, x.code), '[]')
           FROM grants g JOIN features x ON x.id = g.feature_id WHERE g.plan_id = p.id)
         ) ORDER BY p.rank), '[]')
         FROM plans p WHERE p.family_id = f.id) AS plans,
      (SELECT coalesce(json_agg(json_build_object(
         'id', a.id, 'code', a.code, 'name', a.name, 'description', a.description, 'charge', a.charge,
         'type', a.type, 'category', a.category, 'isStackable', a.is_stackable, 'maxQuantity', a.max_quantity,
         'decrease', a.decrease, 'selfService', a.self_service, 'ownPeriod', a.own_period,
         'icon', a.icon, 'badge', a.badge, 'sortOrder', a.sort_order,
         'status', a.status, 'createdAt', a.created_at, 'updatedAt', a.updated_at,
         'price', (SELECT json_build_object('id', c.id, 'amountMinor', c.unit_amount_minor::text,
             'currency', c.currency, 'intervalMonths', c.interval_months)
           FROM prices c WHERE c.addon_id = a.id AND c.active AND c.currency = f.currency
           ORDER BY c.interval_months LIMIT 1),
         'grants', (SELECT coalesce(json_agg(json_build_object('feature', x.code, 'value', g.value::text)
             ORDER BY x.sort_order, x.code), '[]')
           FROM grants g JOIN features x ON x.id = g.feature_id WHERE g.addon_id = a.id),
         'plans', (SELECT coalesce(json_agg(json_build_object('code', p.code, 'availability', ap.availability)
             ORDER BY p.rank), '[]')
           FROM addon_plans ap JOIN plans p ON p.id = ap.plan_id WHERE ap.addon_id = a.id)
         ) ORDER BY a.sort_order, a.code), '[]')
         FROM addons a WHERE a.family_id = f.id AND a.deleted_at IS NULL) AS addons
    FROM product_families f JOIN issuers i ON i.id = f.issuer_id
    WHERE f.code = ${familyCode}`
  if (!row) return null
  return frozen({
    family: row.family,
    features: row.features,
    plans: row.plans.map((plan) => ({
      ...plan,
      price: toPrice(plan.price),
      grants: plan.grants.map(toGrant),
    })),
    addons: row.addons.map(toAddon),
  })
}

type GrantRow = { feature: string; value: string | null }
type PriceRow = Omit<UnitPrice, 'amountMinor'> & { amountMinor: string }
type PlanRow = Omit<Plan, 'price' | 'grants'> & { price: PriceRow | null; grants: GrantRow[] }
type AddonRow = Omit<
  Addon,
  'price' | 'grants' | 'availableForPlans' | 'includedInPlans' | 'createdAt' | 'updatedAt'
> & {
  price: PriceRow | null
  grants: GrantRow[]
  plans: { code: string; availability: 'available' | 'included' }[]
  createdAt: string
  updatedAt: string
}
type CatalogRow = { family: Family; features: Feature[]; plans: PlanRow[]; addons: AddonRow[] }

function toGrant(row: GrantRow): Grant {
  return { feature: row.feature, value: row.value === null ? null : BigInt(row.value) }
}

function toPrice(row: PriceRow | null): UnitPrice | null {
  return row && { ...row, amountMinor: BigInt(row.amountMinor) }
}

function toAddon({ plans, ...row }: AddonRow): Addon {
  const codes = (wanted: string) =>
    plans.filter((plan) => plan.availability === wanted).map((plan) => plan.code)
  return {
    ...row,
    price: toPrice(row.price),
    grants: row.grants.map(toGrant),
    availableForPlans: codes('available'),
    includedInPlans: codes('included'),
    createdAt: Temporal.Instant.from(row.createdAt),
    updatedAt: Temporal.Instant.from(row.updatedAt),
  }
}
