import { latest, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Addon, Plan } from '#lib/catalog/catalog.ts'
import type { Transaction } from '#lib/db/client.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { insertRenewal } from './insert-renewal.ts'
import { findRefusal } from './quote-rules.ts'
import { afterRun, priceOfRenewal, type RenewalTime, renewalTime } from './renewal-rules.ts'
import { sendNotRenewed } from './send-renewal-trouble.ts'
import { whyNotRenewed } from './why-not-renewed.ts'

/** What is to be done about a term that renews: a purchase to be charged, or nothing before some instant. */
export type BegunRenewal =
  | { next: 'charge'; purchaseId: string }
  | { next: 'wait'; because: 'not_due' | 'no_method'; time: RenewalTime }
  | { next: 'nothing'; because: 'renewed' | 'not_wanted' | 'ended' | 'not_sold' }

/** A renewal whose charge needs its payer is open so long at least, also when what it renews ends sooner. */
const OPEN = { minutes: 30 }
const FIRST_CHECK = { minutes: 1 }

/**
 * Writes down the purchase that carries a term on, if it is due and wanted and was not made before. One that is open
 * is gone on with. Whoever looks at the same term at the same time waits here, and then finds it.
 */
export async function beginRenewal(
  tx: Transaction,
  options: { termId: string; hasMethod: boolean; now: Temporal.Instant },
): Promise<BegunRenewal> {
  const { termId, now } = options
  const found = await loadTerm(tx, termId)
  // Nothing makes this undone, so nobody has to be waited for.
  if (found.renewals.some(({ status }) => isPaid(status))) return { next: 'nothing', because: 'renewed' }
  await lockSubscription(tx, found.line.subscriptionId)
  const term = await loadTerm(tx, termId)
  const open = term.renewals.find(({ status }) => status === 'pending')
  if (open) return { next: 'charge', purchaseId: open.id }
  if (!isWanted(term)) return { next: 'nothing', because: 'not_wanted' }
  if (term.renewals.some(({ status }) => isPaid(status)) || (await isRenewedOtherwise(tx, term))) {
    return { next: 'nothing', because: 'renewed' }
  }
  const ending = endingOf(term, now)
  const triedAt = term.renewals.map(({ createdAt }) => toInstant(createdAt))
  const time = renewalTime({ ...ending, triedAt })
  if (time.when === 'later') return { next: 'wait', because: 'not_due', time }
  if (time.when === 'never') return { next: 'nothing', because: 'ended' }

  const wanted = await quoteRenewal(tx, term, ending)
  if ('refusal' in wanted) {
    await sendNotRenewed(tx, { termId, why: 'not_sold', detail: wanted.refusal, amountMinor: null, now })
    return { next: 'nothing', because: 'not_sold' }
  }
  if (!options.hasMethod) {
    await sendNotRenewed(tx, { termId, why: 'no_method', amountMinor: wanted.amountMinor, now })
    return { next: 'wait', because: 'no_method', time: afterRun(ending) }
  }
  return { next: 'charge', purchaseId: await insert(tx, { term, wanted, ending }) }
}

async function loadTerm(tx: Transaction, termId: string) {
  return tx.term.findUniqueOrThrow({
    where: { id: termId },
    include: {
      renewals: { select: { id: true, status: true, createdAt: true } },
      line: {
        include: {
          addon: true,
          plan: true,
          subscription: { include: { apiKey: true, family: { include: { issuer: true } } } },
        },
      },
    },
  })
}
type LoadedTerm = Awaited<ReturnType<typeof loadTerm>>

/** What was canceled, taken back, turned off, or belongs to a key that is revoked is not renewed. */
function isWanted({ line, ...term }: LoadedTerm): boolean {
  const { family, apiKey } = line.subscription
  const isCanceled = line.cancelAtPeriodEnd || line.canceledAt !== null || apiKey?.revokedAt
  return term.autoRenew && family.prepaid && term.withdrawnAt === null && term.endsAt !== null && !isCanceled
}

/** Also given back: nobody is charged twice for the same month. */
function isPaid(status: LoadedTerm['renewals'][number]['status']): boolean {
  return status === 'fulfilled' || status === 'paid' || status === 'refunded'
}

async function isRenewedOtherwise(tx: Transaction, { id, line }: LoadedTerm): Promise<boolean> {
  if ((await whyNotRenewed(tx, { renewsTermId: id })) !== null) return true
  if (line.addon?.ownPeriod) return false
  // The units of what ends together are renewed together.
  const open = { status: 'pending' as const, renewsTerm: { lineId: line.id } }
  return (await tx.purchase.count({ where: open })) > 0
}

function endingOf({ endsAt, line }: LoadedTerm, at: Temporal.Instant) {
  if (endsAt === null) throw new Error(`line ${line.id} holds something without an end`)
  return { endsAt: toInstant(endsAt), at, timeZone: line.subscription.family.issuer.timeZone }
}
type Ending = ReturnType<typeof endingOf>

type WantedRenewal = NonNullable<ReturnType<typeof priceOfRenewal>> & {
  plan: Plan | null
  addon: Addon | null
  quantity: number
}

/** The renewal as it would be bought today, or why it may not be. */
async function quoteRenewal(
  tx: Transaction,
  term: LoadedTerm,
  ending: Ending,
): Promise<WantedRenewal | { refusal: string }> {
  const { subscription, addonId, planId } = term.line
  const standing = await loadStanding(tx, {
    customerId: term.customerId,
    familyCode: subscription.family.code,
    apiKeyId: subscription.apiKeyId,
    at: ending.at,
    ended: true,
  })
  if (!standing) throw new Error(`no family behind term ${term.id}`)
  const { plans, addons } = standing.catalog
  const next = standing.holdings.subscription?.nextPlanCode ?? null
  // Another plan that was asked for takes the place of this one.
  const plan = planId ? (plans.find(({ code, id }) => (next ? code === next : id === planId)) ?? null) : null
  const addon = addons.find(({ id }) => id === addonId) ?? null
  const item = addon ?? plan
  if (item === null) return { refusal: 'It is not sold any more.' }
  const quantity = await quantityToRenew(tx, term)
  const chainStartedAt = await loadChainStart(tx, term)
  const priced = priceOfRenewal({ item, quantity, chainStartedAt, ...ending })
  if (priced === null) return { refusal: `${item.name} has no price to be renewed at.` }
  const wanted = { ...priced, plan, addon, quantity }
  if (addon === null) return wanted
  const line = { plan: null, addon, quantity, action: 'renew', effective: 'now', months: 1 } as const
  const refusal = findRefusal({ standing, at: ending.at, line: { ...line, heldBefore: 0 }, window: priced })
  return refusal ? { refusal: `${refusal.reason}.` } : wanted
}

/** Each purchase of what has a period of its own renews by itself; the rest as many as are held, or wanted. */
async function quantityToRenew(tx: Transaction, { line, ...term }: LoadedTerm): Promise<number> {
  if (line.planId !== null) return 1
  if (line.addon?.ownPeriod) return term.quantity
  const held = await tx.term.aggregate({
    where: { lineId: line.id, withdrawnAt: null, autoRenew: true, endsAt: term.endsAt },
    _sum: { quantity: true },
  })
  return line.nextQuantity ?? held._sum.quantity ?? term.quantity
}

async function loadChainStart(tx: Transaction, term: LoadedTerm): Promise<Temporal.Instant> {
  const { rootTermId } = term
  const root = rootTermId ? await tx.term.findUniqueOrThrow({ where: { id: rootTermId } }) : term
  return toInstant(root.periodStartsAt ?? root.startsAt)
}

async function insert(
  tx: Transaction,
  { term, wanted, ending }: { term: LoadedTerm; wanted: WantedRenewal; ending: Ending },
): Promise<string> {
  const { subscription } = term.line
  const { plan, addon, quantity } = wanted
  const { at: now, endsAt } = ending
  const { purchaseId } = await insertRenewal(tx, {
    subscription: { ...subscription, currency: subscription.family.currency },
    orderId: null,
    renewsTermId: term.id,
    amountMinor: wanted.amountMinor,
    lines: [
      {
        position: 0,
        action: 'renew',
        planId: plan?.id ?? null,
        addonId: addon?.id ?? null,
        description: addon ? `${quantity} × ${addon.name}` : (plan?.name ?? ''),
        quantity,
        unitAmountMinor: wanted.unitAmountMinor,
        amountMinor: wanted.amountMinor,
        billedDays: wanted.billedDays,
        periodDays: wanted.periodDays,
        intervalMonths: wanted.intervalMonths,
        periodStartsAt: toDate(wanted.periodStartsAt),
        startsAt: toDate(wanted.startsAt),
        endsAt: toDate(wanted.endsAt),
      },
    ],
    bill: null,
    expiresAt: latest(endsAt, now.add(OPEN)),
    now,
  })
  const dueAt = now.add(FIRST_CHECK)
  await scheduleWork(tx, { kind: 'converge-purchase', subject: purchaseId, dueAt, now })
  return purchaseId
}
