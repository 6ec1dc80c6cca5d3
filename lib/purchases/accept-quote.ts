import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { loadReplaceable } from './load-replaceable.ts'
import { openHandOff } from './open-hand-off.ts'
import { findRefusal, type Violation } from './quote-rules.ts'

/** An open purchase holds what it reserves for this long (invariant 6). */
const PURCHASE_LIFETIME = { minutes: 30 }
/** When the reconciler first asks the provider whether a message about the payment was lost. */
const FIRST_CHECK = { minutes: 1 }

/**
 * Accepts a quote: from here on it is a purchase, to be paid or, when nothing is due, applied. Accepting it again
 * answers the same purchase. An open purchase of the same buyer for the same things is reused, one for other numbers
 * of them replaced.
 *
 * Throws `quote_not_found`, `quote_expired`, `quote_stale`, a violation of the quote, and
 * `payment_provider_unavailable` when the provider does not answer: accepting again goes on from there.
 */
export async function acceptQuote(options: {
  quoteId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<{ purchaseId: string }> {
  const accepted = await transaction((tx) => acceptInTransaction(tx, options))
  if (accepted.needsPayment) await openHandOff({ purchaseId: accepted.purchaseId, now: options.now })
  return { purchaseId: accepted.purchaseId }
}

async function acceptInTransaction(
  tx: Transaction,
  options: { quoteId: string; customerId: string; userId: string; now: Temporal.Instant },
): Promise<{ purchaseId: string; needsPayment: boolean }> {
  const { now, customerId, userId } = options
  const { subscriptionId } = await loadQuote(tx, options)
  const { version } = await lockSubscription(tx, subscriptionId)
  // Read again under the lock: a twin of this request may have accepted it meanwhile.
  const quote = await loadQuote(tx, options)
  if (quote.purchase) {
    return { purchaseId: quote.purchase.id, needsPayment: quote.purchase.status === 'pending' }
  }
  refuseStale({ quote, version, now })

  const standing = await loadStanding(tx, {
    customerId,
    familyCode: quote.subscription.family.code,
    at: now,
    ended: true,
  })
  if (!standing) throw new Error(`no family behind quote ${quote.id}`)
  const addonIds = quote.lines.flatMap((line) => (line.addonId ? [line.addonId] : []))
  const open = await loadReplaceable(tx, { subscriptionId, userId, addonIds, now })
  refuseViolations({ standing, quote, now, userId })

  const twin = open.find((purchase) => isSameOrder(purchase.quote, quote))
  if (twin) return { purchaseId: twin.id, needsPayment: true }
  await supersede(tx, { purchaseIds: open.map((purchase) => purchase.id), now })

  const free = quote.dueNowMinor === 0n
  const purchase = await tx.purchase.create({
    data: {
      quoteId: quote.id,
      customerId,
      subscriptionId,
      userId,
      provider: quote.subscription.provider,
      amountMinor: quote.dueNowMinor,
      currency: quote.currency,
      createdAt: toDate(now),
      expiresAt: toDate(now.add(PURCHASE_LIFETIME)),
      updatedAt: toDate(now),
    },
  })
  if (free) await fulfilPurchase(tx, { purchaseId: purchase.id, now })
  else {
    const dueAt = now.add(FIRST_CHECK)
    await scheduleWork(tx, { kind: 'converge-purchase', subject: purchase.id, dueAt, now })
  }
  return { purchaseId: purchase.id, needsPayment: !free }
}

async function loadQuote(tx: Transaction, options: { quoteId: string; customerId: string; userId: string }) {
  const quote = await tx.quote.findFirst({
    where: { id: options.quoteId, customerId: options.customerId, userId: options.userId },
    include: {
      lines: { orderBy: { position: 'asc' } },
      purchase: { select: { id: true, status: true } },
      subscription: { select: { provider: true, family: { select: { code: true } } } },
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
  for (const line of options.quote.lines) {
    const addon = options.standing.catalog.addons.find((found) => found.id === line.addonId)
    if (!addon) throw new Error(`quote line ${line.id} has no add-on`)
    const refusal = findRefusal({
      ...options,
      at: options.now,
      action: line.action,
      addon,
      line: { startsAt: toInstant(line.startsAt), endsAt: toInstant(line.endsAt) },
      quantity: line.quantity,
    })
    if (refusal) {
      throw new DomainError({
        kind: 'refused',
        code: refusal.code,
        detail: refusal.reason,
        field: 'addon_id',
      })
    }
  }
}

function isSameOrder(open: Pick<LoadedQuote, 'lines' | 'dueNowMinor'>, wanted: LoadedQuote): boolean {
  if (open.dueNowMinor !== wanted.dueNowMinor || open.lines.length !== wanted.lines.length) return false
  return open.lines.every((line, index) => {
    const other = wanted.lines[index]
    return (
      other !== undefined &&
      line.addonId === other.addonId &&
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
