import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { codeTaken, invalidItem } from './catalog-edit-rules.ts'
import type { CatalogDetail, CreateAddonRequest } from './catalog-schemas.ts'
import { findCatalogAddon } from './find-catalog-item.ts'
import { lockFamily } from './lock-family.ts'

/** Makes a draft, last in its family. Throws `family_not_found`, `invalid_item`, `code_taken`. */
export async function createCatalogAddon(
  tx: Transaction,
  options: { request: CreateAddonRequest; userId: string; requestId: string; now: Temporal.Instant },
): Promise<CatalogDetail> {
  const { request, userId, requestId, now } = options
  const { family: familyCode, code, name, type, category } = request
  const family = await lockFamily(tx, familyCode)
  if (family.plans.length === 0) {
    const detail =
      'Nothing is held in this family: it has no plans. What is charged once is made under One-time.'
    throw invalidItem('family', detail)
  }
  if (family.addons.some((addon) => addon.code === code)) throw codeTaken('add-on')
  const addon = await tx.addon.create({
    data: {
      familyId: family.id,
      ...{ code, name, type, category },
      description: '',
      status: 'draft',
      isStackable: false,
      maxQuantity: 1,
      sortOrder: (family.addons[0]?.sortOrder ?? 0) + 1,
      // What it is to the tax office is what the family's others are.
      hsnSac: family.addons.find(({ hsnSac }) => hsnSac !== null)?.hsnSac ?? null,
      createdAt: toDate(now),
      updatedAt: toDate(now),
    },
  })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'addon.created',
    subject: `addon:${addon.id}`,
    requestId,
    data: { ...request },
    now,
  })
  return findCatalogAddon(tx, { id: addon.id, at: now })
}
