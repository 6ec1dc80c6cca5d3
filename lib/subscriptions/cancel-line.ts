import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { dropOpenRenewals } from './drop-open-renewals.ts'
import { endGrace } from './end-grace.ts'
import { findLine } from './find-line.ts'
import { lockSubscription } from './lock-subscription.ts'
import { touchSubscription } from './touch-subscription.ts'
import { withdrawTerms } from './withdraw-terms.ts'

/**
 * Cancels a held add-on (S0.8): at period end it stays until then and can be resumed; now, it ends at once and, being
 * prepaid, without a refund (D5). Doing it twice is doing it once. Throws `user_addon_not_found` and
 * `user_addon_not_active`.
 */
export async function cancelLine(options: {
  lineId: string
  customerId: string
  userId: string
  atPeriodEnd: boolean
  now: Temporal.Instant
}): Promise<void> {
  await transaction(async (tx) => {
    const found = await findLine(tx, options)
    await lockSubscription(tx, found.subscriptionId)
    const line = await findLine(tx, options)
    const at = toDate(options.now)
    const inGrace = await tx.term.count({
      where: { lineId: line.id, withdrawnAt: null, graceEndsAt: { gt: at } },
    })
    const over = line.endsAt !== null && line.endsAt <= at && inGrace === 0
    if (over && !options.atPeriodEnd && line.canceledAt !== null) return
    if (over) throw notActive()
    await tx.subscriptionLine.update({
      where: { id: line.id },
      data: { canceledAt: line.canceledAt ?? at, cancelAtPeriodEnd: options.atPeriodEnd, updatedAt: at },
    })
    await dropOpenRenewals(tx, { ...line, now: options.now })
    if (options.atPeriodEnd) {
      await endGrace(tx, { lineId: line.id, now: options.now })
      await touchSubscription(tx, { subscriptionId: line.subscriptionId, now: options.now })
    } else await withdrawTerms(tx, { lineId: line.id, reason: 'canceled', now: options.now })
    await audit(tx, { ...options, action: options.atPeriodEnd ? 'addon.cancel_scheduled' : 'addon.canceled' })
  })
}

function notActive(): DomainError {
  return new DomainError({
    kind: 'refused',
    code: 'user_addon_not_active',
    detail: 'This add-on is not active any more',
    field: 'user_addon_id',
  })
}

async function audit(
  tx: Transaction,
  options: { lineId: string; customerId: string; userId: string; action: string; now: Temporal.Instant },
) {
  await recordAudit(tx, {
    actor: `user:${options.userId}`,
    action: options.action,
    subject: `line:${options.lineId}`,
    customerId: options.customerId,
    now: options.now,
  })
}
