import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { lockAddon } from './lock-addon.ts'
import type { OneTimeAddon } from './one-time-addon.ts'

/**
 * Takes a one-time add-on off the list: its code is free for another, invoices go on naming it. Throws
 * `add_on_not_found`, also the second time.
 */
export async function deleteOneTimeAddon(
  tx: Transaction,
  options: { idOrCode: string; userId: string; requestId: string; now: Temporal.Instant },
): Promise<OneTimeAddon> {
  const { idOrCode, userId, requestId, now } = options
  const addon = await lockAddon(tx, idOrCode)
  const at = toDate(now)
  await tx.addon.update({
    where: { id: addon.id },
    data: { deletedAt: at, status: 'archived', updatedAt: at },
  })
  const entry = { actor: `user:${userId}`, subject: `addon:${addon.id}`, requestId, now }
  await recordAudit(tx, { ...entry, action: 'addon.deleted', data: { code: addon.code } })
  return addon
}
