import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Addon, FamilyCatalog, Plan } from '#lib/catalog/catalog.ts'
import { makeRoom } from '#lib/catalog/make-room.ts'
import { replaceGrants } from '#lib/catalog/replace-grants.ts'
import { type Owner, replacePrice } from '#lib/catalog/replace-price.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import {
  type AddonDraft,
  addonDraftOf,
  changeAddon,
  changePlan,
  type PlanDraft,
  parseGrant,
  planDraftOf,
} from './catalog-change-rules.ts'
import { changeInstant, changesBetween, refuseStale } from './catalog-edit-rules.ts'
import type { PlanChange, PlanDetail } from './catalog-plan-schemas.ts'
import type { AddonChange, CatalogDetail } from './catalog-schemas.ts'
import { findCatalogAddon, findCatalogPlan, loadCatalogAddon, loadCatalogPlan } from './find-catalog-item.ts'

type Update<Change> = {
  id: string
  /** Who decided looked at it as of then; when somebody changed it since, nothing is written. */
  updatedAt: string
  change: Change
  userId: string
  requestId: string
  now: Temporal.Instant
}

/**
 * Changes what is given of an add-on. Seeds keep it (S0.1), and documents keep what they say. Throws
 * `addon_not_found`, `catalog_changed`, `invalid_item`, `status_not_possible`.
 */
export async function updateCatalogAddon(
  tx: Transaction,
  options: Update<AddonChange>,
): Promise<CatalogDetail> {
  const { id, change, now } = options
  await tx.$executeRaw`SELECT 1 FROM addons WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const { catalog, addon } = await loadCatalogAddon(tx, id)
  refuseStale(addon.updatedAt, options.updatedAt)
  const before = addonDraftOf(addon)
  const after = changeAddon({ catalog, before, change })
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length > 0) {
    const { plans, grants: _grants, priceMinor: _price, ...columns } = after
    const updatedAt = toDate(changeInstant(addon.updatedAt, now))
    await tx.addon.update({ where: { id }, data: { ...columns, updatedAt } })
    await replacePlans(tx, { catalog, addonId: id, plans })
    await writeOwned(tx, { ...options, catalog, item: addon, owner: { addonId: id }, before, after, changes })
  }
  return findCatalogAddon(tx, { id, at: now })
}

/** As `updateCatalogAddon`, of a plan. Throws `plan_not_found`, `catalog_changed`, `invalid_item`, `status_not_possible`. */
export async function updateCatalogPlan(tx: Transaction, options: Update<PlanChange>): Promise<PlanDetail> {
  const { id, change, now } = options
  // The family first, as whoever makes a plan in it: moving one moves others.
  await tx.$executeRaw`
    SELECT 1 FROM product_families WHERE id = (SELECT family_id FROM plans WHERE id = ${id}::uuid) FOR NO KEY UPDATE`
  await tx.$executeRaw`SELECT 1 FROM plans WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const { catalog, plan, updatedAt: stamp } = await loadCatalogPlan(tx, id)
  refuseStale(stamp, options.updatedAt)
  const before = planDraftOf(plan, catalog)
  const after = changePlan({ catalog, plan, before, change })
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length > 0) {
    const { name, description, status } = after
    const updatedAt = toDate(changeInstant(stamp, now))
    await tx.plan.update({ where: { id }, data: { name, description, status, updatedAt } })
    if (after.after !== before.after) await movePlan(tx, { catalog, plan, after: after.after })
    await writeOwned(tx, { ...options, catalog, item: plan, owner: { planId: id }, before, after, changes })
  }
  return findCatalogPlan(tx, { id, at: now })
}

async function movePlan(
  tx: Transaction,
  { catalog, plan, after }: { catalog: FamilyCatalog; plan: Plan; after: string | null },
) {
  const below = catalog.plans.find(({ code }) => code === after)
  if (!below) throw new Error(`plan ${plan.code} cannot be placed after ${after}`)
  const rank = below.rank + 1
  await makeRoom(tx, { familyId: catalog.family.id, rank })
  await tx.plan.update({ where: { id: plan.id }, data: { rank } })
}

type Draft = AddonDraft | PlanDraft
type Owned = Pick<Update<unknown>, 'id' | 'userId' | 'requestId' | 'now'> & {
  catalog: FamilyCatalog
  item: Addon | Plan
  owner: Owner
  before: Draft
  after: Draft
  changes: ReturnType<typeof changesBetween>
}

/** Grants and price, the audit log, and that the provider is to know. */
async function writeOwned(tx: Transaction, options: Owned) {
  const { id, catalog, item, owner, before, after, changes, userId, requestId, now } = options
  const { family } = catalog
  await replaceGrants(tx, { owner, familyId: family.id, grants: after.grants.map(parseGrant) })
  if (after.priceMinor !== before.priceMinor && after.priceMinor !== null) {
    const unit = { currency: family.currency, intervalMonths: item.price?.intervalMonths ?? 1 }
    await replacePrice(tx, { owner, ...unit, amountMinor: BigInt(after.priceMinor), at: toDate(now) })
  }
  const kind = 'planId' in owner ? 'plan' : 'addon'
  const [actor, subject] = [`user:${userId}`, `${kind}:${id}`]
  await recordAudit(tx, { actor, action: `${kind}.updated`, subject, requestId, data: changes, now })
  // The first purchase would make the price there, too (S3.4); names and words would stay old.
  if (after.status === 'published' && paymentProvider(family.provider).subscriptionBilling) {
    await scheduleWork(tx, { kind: 'sync-catalog-item', subject: id, dueAt: now, now })
  }
}

async function replacePlans(
  tx: Transaction,
  options: { catalog: FamilyCatalog; addonId: string; plans: AddonDraft['plans'] },
) {
  const { catalog, addonId } = options
  const data = options.plans.flatMap(({ code, availability }) =>
    catalog.plans
      .filter((plan) => plan.code === code)
      .map(({ id: planId }) => ({ addonId, planId, availability })),
  )
  await tx.addonPlan.deleteMany({ where: { addonId } })
  await tx.addonPlan.createMany({ data })
}
