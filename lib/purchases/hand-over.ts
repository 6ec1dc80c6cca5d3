import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { endGrace } from '#lib/subscriptions/end-grace.ts'
import { grantTerm, type LineItem } from '#lib/subscriptions/grant-term.ts'
import { reduceLine } from '#lib/subscriptions/reduce-line.ts'
import { resumeHeldLine } from '#lib/subscriptions/resume-held-line.ts'
import { touchSubscription } from '#lib/subscriptions/touch-subscription.ts'
import { makesTerm } from './fulfilment-rules.ts'
import type { FulfilledLine, FulfilledPurchase } from './load-paid-purchase.ts'
import { RESHAPE_AHEAD } from './wish-rules.ts'

type HandOver = {
  purchase: FulfilledPurchase
  lines: readonly FulfilledLine[]
  /** It is billed by a provider that renews it. */
  renews: boolean
  /** The bill is for everything that is held, not for one approval's line. */
  wholeBill: boolean
  now: Temporal.Instant
}

/**
 * Changes what is held as the lines of a purchase say. Answers the purchases that had paid for what is gone. The
 * subscription must be locked by this transaction.
 */
export async function handOver(
  tx: Transaction,
  options: HandOver,
): Promise<{ creditedPurchaseIds: string[] }> {
  const { purchase, lines, now } = options
  const credited: string[] = []
  for (const { line, period } of lines) {
    const step = { ...options, line, period }
    if (line.effective === 'period_end') await noteWish(tx, step)
    else if (line.action === 'reduce') credited.push(...(await takeAway(tx, step)))
    else {
      if (line.action === 'plan') credited.push(...(await replacePlan(tx, step)))
      if (makesTerm(line)) await grant(tx, step)
    }
  }
  const { subscriptionId } = purchase
  const renewed = lines.filter(({ line }) => line.action === 'renew')
  const [first] = renewed
  if (first && options.renews) {
    const endedBy = first.period.startsAt
    const line = options.wholeBill ? null : await findLine(tx, subscriptionId, itemOf(first.line))
    await endGrace(tx, { ...(line ? { lineId: line.id } : { subscriptionId }), endedBy, now })
  }
  if (renewed.some(({ line }) => line.planId !== null || options.wholeBill)) {
    await tx.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId: null } })
  }
  return { creditedPurchaseIds: [...new Set(credited)] }
}

type Step = HandOver & FulfilledLine

async function grant(tx: Transaction, { purchase, line, period, now, ...step }: Step) {
  const item = itemOf(line)
  const renews = step.renews || (await isCharged(tx, purchase.subscriptionId, item))
  const { graceDays } = purchase.subscription.family
  await grantTerm(tx, {
    subscriptionId: purchase.subscriptionId,
    customerId: purchase.customerId,
    item,
    quantity: line.quantity,
    unitAmountMinor: line.unitAmountMinor,
    currency: purchase.currency,
    ...period,
    graceEndsAt: renews ? period.endsAt.add({ hours: 24 * graceDays }) : null,
    purchaseId: purchase.id,
    quoteLineId: line.id,
    now,
  })
}

/** More of what renews by an approval renews with it, as far as the approval goes. */
async function isCharged(tx: Transaction, subscriptionId: string, item: LineItem): Promise<boolean> {
  const charging = { subscriptionId, line: item, status: { in: ['active' as const, 'past_due' as const] } }
  return (await tx.billingAgreement.count({ where: charging })) > 0
}

async function takeAway(tx: Transaction, { purchase, line, now }: Step): Promise<string[]> {
  const held = await findLine(tx, purchase.subscriptionId, itemOf(line))
  if (!held) return []
  const { quantity } = line
  const { purchaseIds } = await reduceLine(tx, { lineId: held.id, quantity, reason: 'reduced', now })
  const at = toDate(now)
  const after = await tx.subscriptionLine.findUniqueOrThrow({ where: { id: held.id } })
  if (after.endsAt !== null && after.endsAt <= at) {
    await tx.subscriptionLine.update({ where: { id: held.id }, data: { canceledAt: at, nextQuantity: null } })
  }
  return purchaseIds
}

/**
 * One plan is paid for at a time: the one before it is taken back, and what was wished for it forgotten. One that was
 * granted stays beneath.
 */
async function replacePlan(tx: Transaction, { purchase, now }: Step): Promise<string[]> {
  const { subscriptionId } = purchase
  await tx.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId: null } })
  const before = await tx.subscriptionLine.findMany({ where: { subscriptionId, planId: { not: null } } })
  const gone: string[] = []
  for (const { id: lineId } of before) {
    const { purchaseIds } = await reduceLine(tx, {
      lineId,
      quantity: 1,
      source: 'paid',
      reason: 'replaced',
      now,
    })
    gone.push(...purchaseIds)
  }
  return gone
}

/** What shall count from the next period on is written down, and the provider told an hour before it begins. */
async function noteWish(tx: Transaction, { purchase, line, period, now }: Step) {
  const { subscriptionId } = purchase
  const at = toDate(now)
  if (line.planId) await wishPlan(tx, { subscriptionId, planId: line.planId, now })
  else {
    const held = await findLine(tx, subscriptionId, itemOf(line))
    if (!held) return
    const left = held.terms.reduce((sum, term) => sum + term.quantity, 0) - line.quantity
    const canceled = { cancelAtPeriodEnd: true, canceledAt: at, nextQuantity: null }
    await tx.subscriptionLine.update({
      where: { id: held.id },
      data: { updatedAt: at, ...(left > 0 ? { nextQuantity: left } : canceled) },
    })
    if (left <= 0) await endGrace(tx, { lineId: held.id, now })
  }
  await touchSubscription(tx, { subscriptionId, now })
  const dueAt = period.endsAt.subtract(RESHAPE_AHEAD)
  await scheduleWork(tx, { kind: 'prepare-renewal', subject: subscriptionId, dueAt, now })
}

/** Wanting the plan one is on takes an earlier wish back, and with it what that one would have taken away. */
async function wishPlan(
  tx: Transaction,
  options: { subscriptionId: string; planId: string; now: Temporal.Instant },
) {
  const { subscriptionId, planId, now } = options
  const held = await findLine(tx, subscriptionId, { planId })
  const isHeld =
    held !== null && held.terms.length > 0 && (held.endsAt === null || isBefore(now, held.endsAt))
  await tx.subscription.update({
    where: { id: subscriptionId },
    data: { nextPlanId: isHeld ? null : planId },
  })
  if (!isHeld) return
  const wish = await tx.purchase.findFirst({
    where: { subscriptionId, quote: { lines: { some: { action: 'plan', effective: 'period_end' } } } },
    orderBy: { fulfilledAt: { sort: 'desc', nulls: 'last' } },
    skip: 1,
  })
  if (!wish?.fulfilledAt) return
  const taken = await tx.subscriptionLine.findMany({
    where: { subscriptionId, cancelAtPeriodEnd: true, canceledAt: wish.fulfilledAt },
  })
  for (const line of taken) await resumeHeldLine(tx, { lineId: line.id, now })
}

function itemOf(line: FulfilledLine['line']): LineItem {
  if (line.addonId) return { addonId: line.addonId }
  if (line.planId) return { planId: line.planId }
  throw new Error(`quote line ${line.id} is for nothing`)
}

/** The line and those of its terms that run at its end. */
async function findLine(tx: Transaction, subscriptionId: string, item: LineItem) {
  const line = await tx.subscriptionLine.findFirst({
    where: { subscriptionId, ...item },
    include: { terms: { where: { withdrawnAt: null } } },
  })
  if (!line) return null
  const { endsAt } = line
  const last = line.terms.filter((term) => endsAt === null || term.endsAt?.getTime() === endsAt.getTime())
  return { ...line, terms: last, endsAt: endsAt && toInstant(endsAt) }
}
