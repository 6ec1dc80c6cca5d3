import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { asPlanned } from './as-planned.ts'
import { planAfter, type Violation } from './change-rules.ts'
import { executeChange } from './execute-change.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { loadReplaceable } from './load-replaceable.ts'
import { openHandOff } from './open-hand-off.ts'
import { findRefusal } from './quote-rules.ts'
import { refuseUnfinished } from './refuse-unfinished.ts'

/** An open purchase holds what it reserves for this long (invariant 6). */
const PURCHASE_LIFETIME = { minutes: 30 }
/** When the reconciler first asks the provider whether a message about the payment was lost. */
const FIRST_CHECK = { minutes: 1 }

/**
 * Accepts a quote: from here on it is a purchase, to be paid or, when nothing is due, applied. Accepting it again
 * answers the same purchase. An open purchase of the same buyer for the same things is reused, one for other numbers
 * of them replaced; but a change of what a provider bills already has to be finished or dropped before the next.
 *
 * Throws `quote_not_found`, `quote_expired`, `quote_stale`, a violation of the quote, `change_unfinished`,
 * `payment_declined`, and `payment_provider_unavailable` when the provider does not answer: accepting again goes on
 * from there.
 */
export async function acceptQuote(options: {
  quoteId: string
  customerId: string
  userId: string
  requestId?: string
  /** Charged to what its payer has saved, by whoever accepts it; otherwise paid on a page. */
  chargesSaved?: boolean
  now: Temporal.Instant
}): Promise<{ purchaseId: string }> {
  const accepted = await transaction((tx) => acceptInTransaction(tx, options))
  const { purchaseId, next } = accepted
  if (next === 'pay' && !options.chargesSaved) await openHandOff({ purchaseId, now: options.now })
  if (next === 'change') await executeChange({ ...options, purchaseId })
  return { purchaseId }
}

/** Whether the payer is to pay it, the provider is to change what it bills, or nothing is left to do. */
type Next = 'pay' | 'change' | 'nothing'

async function acceptInTransaction(
  tx: Transaction,
  options: {
    quoteId: string
    customerId: string
    userId: string
    chargesSaved?: boolean
    now: Temporal.Instant
  },
): Promise<{ purchaseId: string; next: Next }> {
  const { now, customerId, userId, chargesSaved = false } = options
  const { subscriptionId } = await loadQuote(tx, options)
  const { version } = await lockSubscription(tx, subscriptionId)
  // Read again under the lock: a twin of this request may have accepted it meanwhile.
  const quote = await loadQuote(tx, options)
  if (quote.purchase) {
    const next = quote.purchase.status === 'pending' ? nextOf(quote) : 'nothing'
    return { purchaseId: quote.purchase.id, next }
  }
  refuseStale({ quote, version, now })

  const standing = await loadStanding(tx, {
    customerId,
    familyCode: quote.subscription.family.code,
    apiKeyId: quote.subscription.apiKeyId,
    at: now,
    ended: true,
  })
  if (!standing) throw new Error(`no family behind quote ${quote.id}`)
  const addonIds = quote.lines.flatMap((line) => (line.addonId ? [line.addonId] : []))
  const next = nextOf(quote)
  if (next === 'change') await refuseUnfinished(tx, { subscriptionId, now })
  const wantsPlan = quote.lines.some((line) => line.planId !== null)
  const open = await loadReplaceable(tx, { subscriptionId, userId, addonIds, wantsPlan, now })
  refuseViolations({ standing, quote, now, userId })

  const ways = open.filter((purchase) => purchase.chargesSaved === chargesSaved)
  const twin = next === 'pay' && ways.find((purchase) => isSameOrder(purchase.quote, quote))
  if (twin) return { purchaseId: twin.id, next: 'pay' }
  await supersede(tx, { purchaseIds: open.map((purchase) => purchase.id), now })

  const purchase = await tx.purchase.create({
    data: {
      quoteId: quote.id,
      customerId,
      subscriptionId,
      userId,
      provider: quote.subscription.provider,
      amountMinor: quote.totalMinor,
      balanceMinor: quote.balanceMinor,
      chargesSaved: chargesSaved && next === 'pay',
      currency: quote.currency,
      createdAt: toDate(now),
      expiresAt: toDate(now.add(PURCHASE_LIFETIME)),
      updatedAt: toDate(now),
    },
  })
  if (next === 'nothing') await fulfilPurchase(tx, { purchaseId: purchase.id, bill: null, now })
  else {
    const dueAt = now.add(FIRST_CHECK)
    await scheduleWork(tx, { kind: 'converge-purchase', subject: purchase.id, dueAt, now })
  }
  return { purchaseId: purchase.id, next }
}

/** A change the provider priced is made there, also when it costs nothing; what only counts later is ours alone. */
function nextOf(quote: LoadedQuote): Next {
  const countsNow = quote.lines.some((line) => line.effective === 'now')
  if (quote.prorationAt !== null && countsNow) return 'change'
  return quote.dueNowMinor > 0n ? 'pay' : 'nothing'
}

async function loadQuote(tx: Transaction, options: { quoteId: string; customerId: string; userId: string }) {
  const quote = await tx.quote.findFirst({
    where: { id: options.quoteId, customerId: options.customerId, userId: options.userId },
    include: {
      lines: { orderBy: { position: 'asc' } },
      purchase: { select: { id: true, status: true } },
      subscription: { select: { provider: true, apiKeyId: true, family: { select: { code: true } } } },
    },
  })
  if (!quote)
    throw new DomainError({ kind: 'not_found', code: 'quote_not_found', detail: 'There is no such quote' })
  return quote
}
type LoadedQuote = Awaited<ReturnType<typeof loadQuote>>

function refuseStale({
  quote,
  version,
  now,
}: {
  quote: LoadedQuote
  version: number
  now: Temporal.Instant
}) {
  if (!isBefore(now, toInstant(quote.expiresAt))) {
    throw new DomainError({
      kind: 'conflict',
      code: 'quote_expired',
      detail: 'This price was valid for ten minutes. Ask for it again to see what it is now.',
    })
  }
  if (quote.subscriptionVersion !== version) {
    throw new DomainError({
      kind: 'conflict',
      code: 'quote_stale',
      detail: 'What you hold has changed since this price was shown. Ask for it again to see what it is now.',
    })
  }
}

/** The refusals the quote already carried, and those that have come up since. */
function refuseViolations(options: {
  standing: Standing
  quote: LoadedQuote
  now: Temporal.Instant
  userId: string
}) {
  const [known] = options.quote.violations as Violation[]
  if (known) throw new DomainError({ kind: 'refused', code: known.code, detail: known.reason })
  const lines = options.quote.lines.map((line) => asPlanned(line, options.standing))
  const planCode = planAfter({ ...options, lines, at: options.now })?.code ?? null
  for (const [index, line] of options.quote.lines.entries()) {
    const planned = lines[index]
    if (!planned) continue
    const window = { startsAt: toInstant(line.startsAt), endsAt: toInstant(line.endsAt) }
    const renews = line.action === 'renew' ? {} : { planCode }
    const refusal = findRefusal({ ...options, at: options.now, line: planned, window, ...renews })
    if (refusal) {
      const { code, reason: detail } = refusal
      throw new DomainError({ kind: 'refused', code, detail, field: 'addon_id' })
    }
  }
}

function isSameOrder(
  open: Pick<LoadedQuote, 'lines' | 'dueNowMinor' | 'autoRenew'>,
  wanted: LoadedQuote,
): boolean {
  if (open.autoRenew !== wanted.autoRenew) return false
  if (open.dueNowMinor !== wanted.dueNowMinor || open.lines.length !== wanted.lines.length) return false
  return open.lines.every((line, index) => {
    const other = wanted.lines[index]
    return (
      other !== undefined &&
      line.addonId === other.addonId &&
      line.planId === other.planId &&
      line.action === other.action &&
      line.quantity === other.quantity &&
      line.endsAt.getTime() === other.endsAt.getTime()
    )
  })
}

async function supersede(tx: Transaction, options: { purchaseIds: string[]; now: Temporal.Instant }) {
  const at = toDate(options.now)
  await tx.purchase.updateMany({
    where: { id: { in: options.purchaseIds } },
    data: { status: 'superseded', reason: 'replaced by a newer purchase', closedAt: at, updatedAt: at },
  })
}
