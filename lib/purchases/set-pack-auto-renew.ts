import { recordAudit } from '#lib/audit/record-audit.ts'
import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { scheduleReminder } from '#lib/subscriptions/schedule-reminder.ts'
import { scheduleRenewal } from '#lib/subscriptions/schedule-renewal.ts'

/**
 * Turns on or off that a pack, or a tier, which is paid in advance renews by itself: of this purchase of it, and of
 * the renewals that carry it on. Turned off, a renewal that waits to be confirmed is dropped; one that is paid is kept
 * until it ends. Doing it twice is doing it once.
 *
 * Throws `pack_not_found`, also for those of others, `pack_not_active`, and `auto_renew_not_offered` for what was
 * granted or is billed otherwise.
 *
 * @param options.termId a pack as it was bought: one of the terms of its chain
 */
export async function setPackAutoRenew(options: {
  termId: string
  customerId: string
  userId: string
  enabled: boolean
  requestId?: string
  now: Temporal.Instant
}): Promise<void> {
  const { enabled, now, customerId } = options
  await transaction(async (tx) => {
    const found = await findTerm(tx, options)
    const { subscriptionId } = found.line
    await lockSubscription(tx, subscriptionId)
    const term = await findTerm(tx, options)
    const chain = await loadLiving(tx, term, now)
    const last = chain.at(-1)
    if (!last?.endsAt) throw notActive()
    if (enabled) refuseUnpaid(term)
    await tx.term.updateMany({
      where: { id: { in: chain.map(({ id }) => id) } },
      data: { autoRenew: enabled },
    })
    const endsAt = toInstant(last.endsAt)
    if (enabled) await scheduleRenewal(tx, { subscriptionId, termId: last.id, endsAt, now })
    else {
      await dropOpen(tx, { termIds: chain.map(({ id }) => id), now })
      await scheduleReminder(tx, { lineId: term.lineId, endsAt, now })
    }
    if (chain.every(({ autoRenew }) => autoRenew === enabled)) return
    await recordAudit(tx, {
      actor: `user:${options.userId}`,
      action: enabled ? 'pack.auto_renew_on' : 'pack.auto_renew_off',
      subject: `term:${last.id}`,
      customerId,
      ...(options.requestId ? { requestId: options.requestId } : {}),
      now,
    })
  })
}

async function findTerm(tx: Transaction, options: { termId: string; customerId: string }) {
  const term = await tx.term.findFirst({
    where: { id: options.termId, customerId: options.customerId },
    include: { line: { include: { subscription: { include: { apiKey: true, family: true } } } } },
  })
  if (term) return term
  throw new DomainError({ kind: 'not_found', code: 'pack_not_found', detail: 'There is no such pack' })
}
type FoundTerm = Awaited<ReturnType<typeof findTerm>>

/** What of its chain has not ended, the last at the end. */
async function loadLiving(tx: Transaction, term: FoundTerm, now: Temporal.Instant) {
  const rootTermId = term.rootTermId ?? term.id
  const chain = await tx.term.findMany({
    where: { OR: [{ id: rootTermId }, { rootTermId }], withdrawnAt: null },
    orderBy: { renewalNumber: 'asc' },
  })
  return chain.filter(({ endsAt }) => endsAt !== null && isBefore(now, toInstant(endsAt)))
}

function refuseUnpaid({ source, line }: FoundTerm) {
  const { family, apiKey } = line.subscription
  if (source === 'paid' && family.prepaid && !apiKey?.revokedAt) return
  throw new DomainError({
    kind: 'refused',
    code: 'auto_renew_not_offered',
    detail: 'This is not renewed by charging what you have saved',
  })
}

function notActive(): DomainError {
  return new DomainError({
    kind: 'refused',
    code: 'pack_not_active',
    detail: 'This pack has ended. Buy another one instead.',
  })
}

/** A renewal that waits for its payer is not wanted any more; the reconciler drops it at the provider. */
async function dropOpen(tx: Transaction, { termIds, now }: { termIds: string[]; now: Temporal.Instant }) {
  const at = toDate(now)
  const open = await tx.purchase.findMany({ where: { renewsTermId: { in: termIds }, status: 'pending' } })
  for (const { id } of open) {
    const reason = 'Its automatic renewal was turned off'
    await tx.purchase.update({
      where: { id },
      data: { status: 'canceled', reason, closedAt: at, updatedAt: at },
    })
    await scheduleWork(tx, { kind: 'converge-purchase', subject: id, dueAt: now, now })
  }
}
