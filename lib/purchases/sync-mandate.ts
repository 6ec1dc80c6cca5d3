import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import type { ProviderMandate } from '#lib/payments/mandates.ts'
import { startRenewing } from '#lib/subscriptions/start-renewing.ts'
import { stopRenewing } from '#lib/subscriptions/stop-renewing.ts'
import { touchSubscription } from '#lib/subscriptions/touch-subscription.ts'
import { sendBillingTrouble } from './send-billing-trouble.ts'
import { sendAutoRenewEnded } from './send-mandate-notice.ts'
import { AFTER_RENEWAL } from './sync-agreement.ts'

type Sync = {
  agreementId: string
  state: ProviderMandate
  /** Somebody turned it off here: nobody has to be told that it ended. */
  endedHere: boolean
  now: Temporal.Instant
}

/**
 * Writes down how an approval stands at the provider, and what follows for the line it is for: approved, it renews by
 * itself, and what charged the line before is over; ended, it does not. Owners are told when a charge fails, once per
 * period. The subscription must be locked by this transaction.
 */
export async function syncMandate(tx: Transaction, options: Sync): Promise<void> {
  const { state, now } = options
  const before = await tx.billingAgreement.findUniqueOrThrow({ where: { id: options.agreementId } })
  const { lineId, subscriptionId } = before
  const status = state.status === 'completed' ? 'canceled' : state.status
  const trouble = status === 'past_due' || status === 'halted'
  const at = toDate(now)
  const begins = before.status === 'pending' && status !== 'pending' && status !== 'canceled'
  if (begins && lineId) await endOthers(tx, { agreementId: before.id, lineId, at })
  await tx.billingAgreement.update({
    where: { id: before.id },
    data: {
      status,
      quantity: state.quantity,
      ...(state.period
        ? { periodStartsAt: toDate(state.period.startsAt), periodEndsAt: toDate(state.period.endsAt) }
        : {}),
      pastDueSince: trouble ? (before.pastDueSince ?? at) : null,
      endedAt: status === 'canceled' ? (before.endedAt ?? at) : null,
      revision: { increment: 1 },
      updatedAt: at,
    },
  })
  if (status === before.status || !lineId) return
  await touchSubscription(tx, { subscriptionId, now })
  if (begins) await startRenewing(tx, { lineId, now })
  if (trouble) await tellTrouble(tx, { ...options, ...before, status })
  if (status === 'canceled' && before.status !== 'pending') {
    await stopRenewing(tx, { lineId, now })
    if (!options.endedHere) await sendAutoRenewEnded(tx, { lineId, wantedFewer: false, now })
  }
}

/** One approval charges a line at a time. The provider has ended the others already. */
async function endOthers(tx: Transaction, options: { agreementId: string; lineId: string; at: Date }) {
  const { agreementId, lineId, at } = options
  await tx.billingAgreement.updateMany({
    where: { lineId, id: { not: agreementId }, status: { not: 'canceled' } },
    data: { status: 'canceled', endedAt: at, revision: { increment: 1 }, updatedAt: at },
  })
}

async function tellTrouble(
  tx: Transaction,
  options: Omit<Sync, 'agreementId'> & {
    id: string
    lineId: string | null
    subscriptionId: string
    customerId: string
    status: 'past_due' | 'halted'
  },
) {
  const { state, now } = options
  const open = state.charges.findLast((charge) => charge.status === 'open')
  const line = await tx.subscriptionLine.findUniqueOrThrow({
    where: { id: options.lineId ?? '' },
    include: { addon: true, subscription: { include: { family: true } } },
  })
  const since = open?.startsAt ?? now
  await sendBillingTrouble(tx, {
    ...options,
    agreementId: options.id,
    ...(line.addon ? { addonName: line.addon.name } : {}),
    amountMinor: open?.amountMinor ?? 0n,
    since,
  })
  // When nothing is held any more, nothing shall be charged; the last try is given its time.
  const graceEndsAt = since.add({ hours: 24 * line.subscription.family.graceDays })
  const dueAt = graceEndsAt.add(AFTER_RENEWAL)
  await scheduleWork(tx, { kind: 'prepare-renewal', subject: options.subscriptionId, dueAt, now })
}
