import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { compareEntitlements, type FeatureChange } from './compare-entitlements.ts'
import { type Change, type QuotedLine, quoteChanges, type Violation } from './quote-rules.ts'

/** A stale price is worse than asking again. */
const QUOTE_LIFETIME = { minutes: 10 }

export type Quote = {
  id: string
  familyCode: string
  currency: string
  lines: QuotedLine[]
  dueNowMinor: bigint
  incoming: FeatureChange[]
  outgoing: FeatureChange[]
  violations: Violation[]
  expiresAt: Temporal.Instant
}

/**
 * Prices a change and keeps the price for ten minutes (E.8). Reserves nothing. Throws what `quoteChanges` throws, and
 * `family_not_found`.
 */
export async function createQuote(options: {
  customerId: string
  userId: string
  familyCode: string
  changes: readonly Change[]
  autoRenew?: boolean
  fieldOf?: (index: number) => string
  now: Temporal.Instant
}): Promise<Quote> {
  const { customerId, familyCode, now } = options
  await ensureSubscription(database(), { customerId, familyCode, now })
  return transaction(async (tx) => {
    const standing = await loadStanding(tx, { customerId, familyCode, at: now, ended: true })
    const subscription = standing?.holdings.subscription
    if (!standing || !subscription) throw new Error(`no subscription of ${customerId} in ${familyCode}`)
    const { lines, violations } = quoteChanges({ ...options, standing, at: now })
    const dueNowMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n)
    const expiresAt = now.add(QUOTE_LIFETIME)
    const { currency } = standing.catalog.family
    const stored = await tx.quote.create({
      data: {
        customerId,
        subscriptionId: subscription.id,
        userId: options.userId,
        subscriptionVersion: subscription.version,
        currency,
        dueNowMinor,
        violations,
        autoRenew: options.autoRenew ?? false,
        createdAt: toDate(now),
        expiresAt: toDate(expiresAt),
        lines: { create: lines.map(toRow) },
      },
    })
    return {
      id: stored.id,
      familyCode,
      currency,
      lines,
      dueNowMinor,
      ...compareEntitlements({ standing, lines, at: now }),
      violations,
      expiresAt,
    }
  })
}

function toRow(line: QuotedLine, position: number) {
  return {
    position,
    action: line.action,
    addonId: line.addon.id,
    description: line.description,
    quantity: line.quantity,
    unitAmountMinor: line.unitAmountMinor,
    amountMinor: line.amountMinor,
    billedDays: line.billedDays,
    periodDays: line.periodDays,
    intervalMonths: line.addon.price?.intervalMonths ?? 1,
    periodStartsAt: toDate(line.periodStartsAt),
    startsAt: toDate(line.startsAt),
    endsAt: toDate(line.endsAt),
  }
}
