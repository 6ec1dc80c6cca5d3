import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { addReference, findReference } from '#lib/payments/references.ts'
import type { ProviderSubscription } from '#lib/payments/subscription-billing.ts'
import { endGrace } from '#lib/subscriptions/end-grace.ts'
import { touchSubscription } from '#lib/subscriptions/touch-subscription.ts'
import { sendBillingTrouble } from './send-billing-trouble.ts'

/** By then a provider has charged a renewal, or failed to. */
export const AFTER_RENEWAL = { hours: 2 }

const STATUS = {
  incomplete: 'pending',
  active: 'active',
  past_due: 'past_due',
  halted: 'halted',
  canceled: 'canceled',
} as const

type Sync = {
  subscriptionId: string
  customerId: string
  provider: string
  state: ProviderSubscription
  now: Temporal.Instant
}

/**
 * Writes down how a provider's subscription stands: its period, and whether it is paid. When a charge fails its
 * owners are told, once per period; when it will not be tried again, or has ended, nothing is held beyond what is
 * paid for. The subscription must be locked by this transaction.
 */
export async function syncAgreement(tx: Transaction, options: Sync): Promise<{ agreementId: string }> {
  const { state, subscriptionId, now } = options
  const before = await findOrCreate(tx, options)
  const status = STATUS[state.status]
  const [item] = state.items
  const at = toDate(now)
  const trouble = status === 'past_due' || status === 'halted'
  const period = item
    ? { periodStartsAt: toDate(item.periodStartsAt), periodEndsAt: toDate(item.periodEndsAt) }
    : {}
  await tx.billingAgreement.update({
    where: { id: before.id },
    data: {
      ...period,
      status,
      pastDueSince: trouble ? (before.pastDueSince ?? at) : null,
      endedAt: status === 'canceled' ? (before.endedAt ?? at) : null,
      updatedAt: at,
    },
  })
  if (status !== before.status) {
    await touchSubscription(tx, { subscriptionId, now })
    if (status === 'canceled') await endGrace(tx, { subscriptionId, now })
    if (trouble) {
      const open = state.bills.find(({ bill }) => bill.status === 'open')
      const amountMinor = open?.amountMinor ?? 0n
      const since = item?.periodStartsAt ?? now
      await sendBillingTrouble(tx, { ...options, agreementId: before.id, status, amountMinor, since })
    }
  }
  return { agreementId: before.id }
}

async function findOrCreate(tx: Transaction, options: Sync) {
  const { provider, customerId, state, now } = options
  const reference = { provider, kind: 'subscription', externalId: state.subscriptionId } as const
  const known = await findReference(tx, reference)
  if (known) return tx.billingAgreement.findUniqueOrThrow({ where: { id: known.subjectId } })
  const at = toDate(now)
  const { subscriptionId } = options
  const created = await tx.billingAgreement.create({
    data: { subscriptionId, customerId, provider, createdAt: at, updatedAt: at },
  })
  await addReference(tx, { ...reference, subject: 'agreement', subjectId: created.id, customerId, now })
  const [item] = state.items
  if (item) {
    const dueAt = item.periodEndsAt.add(AFTER_RENEWAL)
    const subject = `${provider}:${state.subscriptionId}`
    await scheduleWork(tx, { kind: 'converge-provider-subscription', subject, dueAt, now })
  }
  return created
}
