import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { cancelLine } from '#lib/subscriptions/cancel-line.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'
import { setAddonQuantity } from './set-addon-quantity.ts'

/**
 * Cancels a held add-on, now or when its period ends (S0.8). What is prepaid just ends (D5); what a provider bills is
 * a change like any other: ended now it gives credit for the rest of the period, at its end it is no longer renewed.
 * The plan and everything else stays as it is. Doing it twice is doing it once. Throws `user_addon_not_found` and
 * `user_addon_not_active`.
 */
export async function cancelAddon(options: {
  lineId: string
  customerId: string
  userId: string
  atPeriodEnd: boolean
  now: Temporal.Instant
}): Promise<void> {
  const { atPeriodEnd, customerId, userId, now } = options
  const line = await findLine(database(), options)
  const isBilled = await isBilledByProvider(line.subscriptionId)
  const isHeld = line.endsAt === null || line.autoRenew
  if (!isBilled || !isHeld) return cancelLine(options)
  if (atPeriodEnd && line.cancelAtPeriodEnd) return
  const when = atPeriodEnd ? 'period_end' : 'now'
  await setAddonQuantity({ ...options, quantity: 0, when })
  await recordAudit(database(), {
    actor: `user:${userId}`,
    action: atPeriodEnd ? 'addon.cancel_scheduled' : 'addon.removed',
    subject: `line:${line.id}`,
    customerId,
    now,
  })
}

async function isBilledByProvider(subscriptionId: string): Promise<boolean> {
  const agreement = await database().billingAgreement.findFirst({
    where: { subscriptionId, lineId: null, status: { notIn: ['pending', 'canceled'] } },
  })
  return agreement !== null
}
