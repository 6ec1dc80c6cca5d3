import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { findLine } from './find-line.ts'
import { lockSubscription } from './lock-subscription.ts'
import { resumeHeldLine } from './resume-held-line.ts'

/**
 * Takes a cancellation, or a lower quantity, at period end back (S0.8), as long as the add-on is held. Doing it twice is doing it once.
 * Throws `user_addon_not_found`, and `user_addon_not_active` once it has ended.
 */
export async function resumeLine(options: {
  lineId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  await transaction(async (tx) => {
    const found = await findLine(tx, options)
    await lockSubscription(tx, found.subscriptionId)
    const line = await findLine(tx, options)
    const at = toDate(options.now)
    if (line.endsAt !== null && line.endsAt <= at) {
      throw new DomainError({
        kind: 'refused',
        code: 'user_addon_not_active',
        detail: 'This add-on has ended and cannot be resumed. You can buy it again.',
        field: 'user_addon_id',
      })
    }
    if (!line.cancelAtPeriodEnd && line.nextQuantity === null) return
    await resumeHeldLine(tx, { lineId: line.id, now: options.now })
    await recordAudit(tx, {
      actor: `user:${options.userId}`,
      action: 'addon.resumed',
      subject: `line:${line.id}`,
      customerId: options.customerId,
      now: options.now,
    })
  })
}
