import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** A held add-on by its id, of this customer only. Throws `user_addon_not_found`, also for the ids of others. */
export async function findLine(db: DatabaseOrTransaction, options: { lineId: string; customerId: string }) {
  const line = await db.subscriptionLine.findFirst({
    where: { id: options.lineId, customerId: options.customerId, addonId: { not: null } },
    include: { addon: true, subscription: { include: { family: { select: { code: true } } } } },
  })
  if (line?.addon) return { ...line, addon: line.addon }
  throw new DomainError({
    kind: 'not_found',
    code: 'user_addon_not_found',
    detail: 'You do not hold this add-on',
    field: 'user_addon_id',
  })
}
