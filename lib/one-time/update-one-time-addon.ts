import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { CatalogStatus } from '#lib/catalog/catalog.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { Money } from '#lib/money/money.ts'
import { findOneTimeAddon } from './find-one-time-addon.ts'
import { lockAddon } from './lock-addon.ts'
import type { OneTimeAddon } from './one-time-addon.ts'
import { refuseTakenCode } from './refuse-taken-code.ts'
import type { UpdateAddOnRequest } from './schemas.ts'
import { setAddonTaxes } from './set-addon-taxes.ts'

/**
 * Changes what is given of a one-time add-on. A price is not edited: a new one takes its place. Documents keep what
 * they say. Throws `add_on_not_found`, `value_already_exist`, `tax_not_found`.
 *
 * @param options.status from the desk, where drafts and what is archived are edited, too: what it is from now on
 */
export async function updateOneTimeAddon(
  tx: Transaction,
  options: {
    idOrCode: string
    change: UpdateAddOnRequest
    status?: CatalogStatus
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<OneTimeAddon> {
  const { idOrCode, change, userId, requestId, now } = options
  const which = { anyStatus: options.status !== undefined }
  const addon = await lockAddon(tx, idOrCode, which)
  const { code = addon.code, name = addon.name } = change
  const { status = addon.status } = options
  if (code !== addon.code) await refuseTakenCode(tx, { familyId: addon.seller.familyId, code })
  const description = change.description === undefined ? addon.description : (change.description ?? '')
  const display = change.invoice_display_name
  const invoiceDisplayName = display === undefined ? addon.invoiceDisplayName : display || null
  await tx.addon.update({
    where: { id: addon.id },
    data: { code, name, description, invoiceDisplayName, status, updatedAt: toDate(now) },
  })
  const price = {
    amountMinor: change.amount_cents === undefined ? addon.price.amountMinor : BigInt(change.amount_cents),
    currency: change.amount_currency ?? addon.price.currency,
  }
  await replacePrice(tx, { addon, price, now })
  if (change.tax_codes)
    await setAddonTaxes(tx, { addonId: addon.id, ...addon.seller, codes: change.tax_codes })
  const entry = { actor: `user:${userId}`, subject: `addon:${addon.id}`, requestId, now }
  await recordAudit(tx, {
    ...entry,
    action: 'addon.updated',
    data: { fields: Object.keys(change).join(', '), status },
  })
  return findOneTimeAddon(tx, addon.id, which)
}

async function replacePrice(
  tx: Transaction,
  options: { addon: OneTimeAddon; price: Money; now: Temporal.Instant },
) {
  const { addon, price, now } = options
  const { amountMinor, currency } = price
  if (amountMinor === addon.price.amountMinor && currency === addon.price.currency) return
  await tx.price.updateMany({ where: { addonId: addon.id, active: true }, data: { active: false } })
  await tx.price.create({
    data: { addonId: addon.id, unitAmountMinor: amountMinor, currency, createdAt: toDate(now) },
  })
}
