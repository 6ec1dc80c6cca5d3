import { toInstant } from '#lib/calendar/instants.ts'
import type { Addon, FamilyCatalog, Plan } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { addonDraftOf, planDraftOf } from './catalog-change-rules.ts'
import type { PlanDetail } from './catalog-plan-schemas.ts'
import type { BilledAt, CatalogDetail } from './catalog-schemas.ts'
import { serializePlanRow } from './load-catalog-plans.ts'
import { countHolders, serializeCatalogRow } from './load-catalog-rows.ts'

type Db = DatabaseOrTransaction

/** An add-on with all that can be changed of it, and who holds it. Throws `addon_not_found`. */
export async function findCatalogAddon(
  db: Db,
  options: { id: string; at: Temporal.Instant },
): Promise<CatalogDetail> {
  const { id, at } = options
  const { catalog, addon } = await loadCatalogAddon(db, id)
  const holders = (await countHolders(db, { of: 'addons', ids: [id], at })).get(id)
  const { status: _status, priceMinor: _price, ...draft } = addonDraftOf(addon)
  return {
    ...serializeCatalogRow({ catalog, addon, holders }),
    ...draft,
    ...(await surroundings(db, { catalog, item: addon })),
    familyPlans: catalog.plans.map(({ code, name }) => ({ code, name })),
  }
}

/** A plan with all that can be changed of it, and who holds it. Throws `plan_not_found`. */
export async function findCatalogPlan(
  db: Db,
  options: { id: string; at: Temporal.Instant },
): Promise<PlanDetail> {
  const { catalog, plan, updatedAt } = await loadCatalogPlan(db, options.id)
  const { description, grants, after } = planDraftOf(plan, catalog)
  const namesWith = (list: 'includedInPlans' | 'availableForPlans') =>
    catalog.addons.filter((addon) => addon[list].includes(plan.code)).map(({ name }) => name)
  return {
    ...(await serializePlanRow(db, { catalog, plan, updatedAt, at: options.at })),
    ...{ description, grants, after },
    ...(await surroundings(db, { catalog, item: plan })),
    others: catalog.plans.filter(({ id }) => id !== plan.id).map(({ code, name }) => ({ code, name })),
    includes: namesWith('includedInPlans'),
    sells: namesWith('availableForPlans'),
  }
}

/** What there is to choose from, and what the provider knows of it. */
async function surroundings(db: Db, options: { catalog: FamilyCatalog; item: Addon | Plan }) {
  const { family, features } = options.catalog
  return {
    billedAt: await loadBilledAt(db, { ...options, provider: family.provider }),
    features: features.map(({ code, name, unit, kind, window }) => ({ code, name, unit, kind, window })),
  }
}

/** What costs nothing is not billed; where we bill ourselves there is nothing to be known. */
async function loadBilledAt(
  db: Db,
  options: { provider: string; item: Addon | Plan },
): Promise<BilledAt | null> {
  const { provider, item } = options
  const bills = paymentProvider(provider).subscriptionBilling !== null
  if (!bills || item.price === null || item.price.amountMinor === 0n) return null
  const work = await db.dueWork.count({ where: { kind: 'sync-catalog-item', subject: item.id } })
  if (work > 0) return { provider, state: 'on_its_way' }
  const reference = { provider, kind: 'price', subject: 'price', subjectId: item.price.id } as const
  return { provider, state: (await findExternalId(db, reference)) === null ? 'unknown' : 'known' }
}

/** A recurring add-on with the family it is of. Throws `addon_not_found`. */
export async function loadCatalogAddon(
  db: Db,
  id: string,
): Promise<{ catalog: FamilyCatalog; addon: Addon }> {
  const row = await db.addon.findFirst({
    where: { id, deletedAt: null, charge: 'recurring' },
    select: { family: { select: { code: true } } },
  })
  const catalog = row && (await loadFamilyCatalog(db, row.family.code))
  const addon = catalog?.addons.find((found) => found.id === id)
  if (catalog && addon) return { catalog, addon }
  throw new DomainError({ kind: 'not_found', code: 'addon_not_found', detail: 'There is no such add-on.' })
}

/** A plan with the family it is of. Throws `plan_not_found`. */
export async function loadCatalogPlan(
  db: Db,
  id: string,
): Promise<{ catalog: FamilyCatalog; plan: Plan; updatedAt: Temporal.Instant }> {
  const row = await db.plan.findUnique({
    where: { id },
    select: { updatedAt: true, family: { select: { code: true } } },
  })
  const catalog = row && (await loadFamilyCatalog(db, row.family.code))
  const plan = catalog?.plans.find((found) => found.id === id)
  if (row && catalog && plan) return { catalog, plan, updatedAt: toInstant(row.updatedAt) }
  throw new DomainError({ kind: 'not_found', code: 'plan_not_found', detail: 'There is no such plan.' })
}
