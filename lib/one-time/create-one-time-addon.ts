import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { findOneTimeAddon } from './find-one-time-addon.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { refuseTakenCode } from './refuse-taken-code.ts'
import { type CreateAddOnRequest, SERVICES_FAMILY } from './schemas.ts'
import { setAddonTaxes } from './set-addon-taxes.ts'

/**
 * Puts a one-time add-on into the services family, on sale at once unless it is to be a draft. Throws `value_already_exist` for a code that is
 * taken, `tax_not_found`, and `family_not_found` before the catalog is seeded.
 *
 * @param options.userId the member of staff who does it
 */
export async function createOneTimeAddon(
  tx: Transaction,
  options: {
    addon: CreateAddOnRequest
    status?: 'draft' | 'published'
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<OneTimeAddon> {
  const { addon, status = 'published', userId, requestId, now } = options
  const family = await tx.productFamily.findUnique({ where: { code: SERVICES_FAMILY } })
  if (!family) {
    const detail = `There is no product family "${SERVICES_FAMILY}"`
    throw new DomainError({ kind: 'not_found', code: 'family_not_found', detail })
  }
  await refuseTakenCode(tx, { familyId: family.id, code: addon.code })
  const others = await tx.addon.count({ where: { familyId: family.id } })
  const at = toDate(now)
  const { id } = await tx.addon.create({
    data: {
      familyId: family.id,
      code: addon.code,
      name: addon.name,
      description: addon.description ?? '',
      invoiceDisplayName: addon.invoice_display_name || null,
      charge: 'one_time',
      type: 'service',
      category: 'services',
      isStackable: false,
      maxQuantity: 1,
      selfService: false,
      status,
      sortOrder: others + 1,
      createdAt: at,
      updatedAt: at,
      prices: {
        create: {
          unitAmountMinor: BigInt(addon.amount_cents),
          currency: addon.amount_currency ?? family.currency,
          createdAt: at,
        },
      },
    },
  })
  if (addon.tax_codes) {
    await setAddonTaxes(tx, { addonId: id, issuerId: family.issuerId, codes: addon.tax_codes })
  }
  const entry = { actor: `user:${userId}`, subject: `addon:${id}`, requestId, now }
  await recordAudit(tx, { ...entry, action: 'addon.created', data: { code: addon.code } })
  return findOneTimeAddon(tx, id, { anyStatus: true })
}
