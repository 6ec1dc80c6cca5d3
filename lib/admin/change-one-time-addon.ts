import type { Transaction } from '#lib/db/client.ts'
import { updateOneTimeAddon } from '#lib/one-time/update-one-time-addon.ts'
import { refuseStale, refuseStep } from './catalog-edit-rules.ts'
import type { OneTimeChange, OneTimeRow } from './catalog-one-time-schemas.ts'
import { findOneTimeRow } from './load-one-time-rows.ts'

/**
 * Changes a one-time add-on from the desk, as `PUT /api/v1/add_ons` does, and its status. Invoices keep what they say.
 * Throws `addon_not_found`, `catalog_changed`, `status_not_possible`.
 */
export async function changeOneTimeAddon(
  tx: Transaction,
  options: {
    id: string
    /** When what was looked at was changed last. */
    updatedAt: string
    change: OneTimeChange
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<OneTimeRow> {
  const { id, change, ...by } = options
  await tx.$executeRaw`SELECT 1 FROM addons WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const before = await findOneTimeRow(tx, id)
  refuseStale(Temporal.Instant.from(before.updatedAt), options.updatedAt)
  const { status = before.status, name, description, invoiceDisplayName, priceMinor } = change
  refuseStep(before.status, status)
  const given = {
    name,
    description,
    invoice_display_name: invoiceDisplayName,
    amount_cents: priceMinor,
  }
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  await updateOneTimeAddon(tx, { ...by, idOrCode: id, change: fields, status })
  return findOneTimeRow(tx, id)
}
