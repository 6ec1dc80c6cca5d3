import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { makeRoom } from '#lib/catalog/make-room.ts'
import type { Transaction } from '#lib/db/client.ts'
import { codeTaken, invalidItem } from './catalog-edit-rules.ts'
import type { CreatePlanRequest, PlanDetail } from './catalog-plan-schemas.ts'
import { findCatalogPlan } from './find-catalog-item.ts'
import { lockFamily } from './lock-family.ts'

/**
 * Makes a draft of a plan, after another of its family. Add-ons are sold on it, or come with it, as on that one, until
 * somebody says otherwise. Throws `family_not_found`, `invalid_item`, `code_taken`.
 */
export async function createCatalogPlan(
  tx: Transaction,
  options: { request: CreatePlanRequest; userId: string; requestId: string; now: Temporal.Instant },
): Promise<PlanDetail> {
  const { request, userId, requestId, now } = options
  const { code, name } = request
  const { id: familyId, plans } = await lockFamily(tx, request.family)
  if (plans.some((plan) => plan.code === code)) throw codeTaken('plan')
  const below = plans.find((plan) => plan.code === request.after)
  if (!below) throw invalidItem('after', `The family has no plan ${request.after}.`)
  const rank = below.rank + 1
  await makeRoom(tx, { familyId, rank })
  const { id } = await tx.plan.create({
    data: {
      ...{ familyId, code, name, rank },
      status: 'draft',
      // What it is to the tax office is what the family's others are.
      hsnSac: below.hsnSac,
      addons: { create: below.addons.map(({ addonId, availability }) => ({ addonId, availability })) },
      createdAt: toDate(now),
      updatedAt: toDate(now),
    },
  })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'plan.created',
    subject: `plan:${id}`,
    requestId,
    data: { ...request },
    now,
  })
  return findCatalogPlan(tx, { id, at: now })
}
