import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type AddonDraft, applyChange, changesBetween, draftOf } from './catalog-change-rules.ts'
import type { AddonChange, CatalogDetail } from './catalog-schemas.ts'
import { findCatalogAddon, loadCatalogAddon } from './find-catalog-addon.ts'

/**
 * Changes what is given of an add-on. Seeds keep it (S0.1), and documents keep what they say. Who decided looked at
 * the add-on as of `updatedAt`; when somebody changed it since, nothing is written. Throws `addon_not_found`,
 * `addon_changed`, `invalid_addon`, `status_not_possible`.
 */
export async function updateCatalogAddon(
  tx: Transaction,
  options: {
    id: string
    updatedAt: string
    change: AddonChange
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<CatalogDetail> {
  const { id, change, userId, requestId, now } = options
  await tx.$executeRaw`SELECT 1 FROM addons WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const { catalog, addon } = await loadCatalogAddon(tx, id)
  if (!addon.updatedAt.equals(Temporal.Instant.from(options.updatedAt))) {
    throw new DomainError({
      kind: 'conflict',
      code: 'addon_changed',
      detail: 'Somebody changed this add-on meanwhile. Nothing of yours was saved; look at it again.',
    })
  }
  const before = draftOf(addon)
  const after = applyChange({ catalog, before, change })
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length > 0) {
    await write(tx, { catalog, addon, before, after, now })
    await recordAudit(tx, {
      actor: `user:${userId}`,
      action: 'addon.updated',
      subject: `addon:${id}`,
      requestId,
      data: changes,
      now,
    })
  }
  return findCatalogAddon(tx, { id, at: now })
}

type Written = {
  catalog: FamilyCatalog
  addon: Addon
  before: AddonDraft
  after: AddonDraft
  now: Temporal.Instant
}

async function write(tx: Transaction, { catalog, addon, before, after, now }: Written) {
  const { plans, grants, priceMinor, ...columns } = after
  // Every change has a time of its own, or what somebody else is looking at would not be seen to be old.
  const next = addon.updatedAt.add({ milliseconds: 1 })
  const updatedAt = toDate(Temporal.Instant.compare(now, next) < 0 ? next : now)
  const addonId = addon.id
  await tx.addon.update({ where: { id: addonId }, data: { ...columns, updatedAt } })

  await tx.addonPlan.deleteMany({ where: { addonId } })
  await tx.addonPlan.createMany({
    data: plans.flatMap(({ code, availability }) =>
      catalog.plans
        .filter((plan) => plan.code === code)
        .map(({ id: planId }) => ({ addonId, planId, availability })),
    ),
  })
  await tx.grant.deleteMany({ where: { addonId } })
  await tx.grant.createMany({
    data: grants.flatMap(({ feature: code, value }) =>
      catalog.features
        .filter((feature) => feature.code === code)
        .map(({ id: featureId }) => ({ addonId, featureId, value: value === null ? null : BigInt(value) })),
    ),
  })
  if (priceMinor === before.priceMinor || priceMinor === null) return
  const { currency } = catalog.family
  const intervalMonths = addon.price?.intervalMonths ?? 1
  const unit = { addonId, currency, intervalMonths }
  await tx.price.updateMany({ where: { ...unit, active: true }, data: { active: false } })
  await tx.price.create({ data: { ...unit, unitAmountMinor: BigInt(priceMinor), createdAt: toDate(now) } })
}
