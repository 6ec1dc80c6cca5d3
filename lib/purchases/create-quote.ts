import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { whyNotAutoRenew } from './auto-renew.ts'
import { type AddonOutcome, type Change, planChanges, type Violation } from './change-rules.ts'
import { compareEntitlements, type FeatureChange } from './compare-entitlements.ts'
import { type ExceededLimit, findExceeded } from './find-exceeded.ts'
import { type ProviderPrice, priceAtProvider } from './price-at-provider.ts'
import { type QuotedLine, quoteChanges } from './quote-rules.ts'

/** A stale price is worse than asking again. */
const QUOTE_LIFETIME = { minutes: 10 }

export type Quote = {
  id: string
  familyCode: string
  currency: string
  lines: QuotedLine[]
  /** How the provider will bill it, word for word; empty where we price it ourselves. */
  charges: { description: string; amountMinor: bigint }[]
  /** What it costs, or, when negative, the credit it gives. */
  totalMinor: bigint
  balanceMinor: bigint
  dueNowMinor: bigint
  next: { totalMinor: bigint; at: Temporal.Instant } | null
  incoming: FeatureChange[]
  outgoing: FeatureChange[]
  /** What becomes of add-ons that are held. */
  outcomes: AddonOutcome[]
  /** Limits that what is used already exceeds, once the change counts. */
  exceeded: ExceededLimit[]
  violations: Violation[]
  expiresAt: Temporal.Instant
}

type Wanted = {
  customerId: string
  userId: string
  familyCode: string
  /** Whose it is to be, in a family held by API keys. */
  apiKeyId?: string
  changes: readonly Change[]
  autoRenew?: boolean
  /** Why the buyer wants it, in the buyer's words. */
  note?: string
  fieldOf?: (index: number) => string
  now: Temporal.Instant
}

/**
 * Prices a change and keeps the price for ten minutes (E.8). Reserves nothing. Throws what `quoteChanges` and
 * `priceAtProvider` throw, and `family_not_found`.
 */
export async function createQuote(options: Wanted): Promise<Quote> {
  const { customerId, familyCode, apiKeyId = null, now } = options
  await ensureSubscription(database(), { customerId, familyCode, apiKeyId, now })
  const standing = await loadStanding(database(), { customerId, familyCode, apiKeyId, at: now, ended: true })
  const subscription = standing?.holdings.subscription
  if (!standing || !subscription) throw new Error(`no subscription of ${customerId} in ${familyCode}`)
  const atProvider = await askProvider({ ...options, standing })
  const priced = quoteChanges({
    ...options,
    standing,
    at: now,
    ...(atProvider ? { price: atProvider.price } : {}),
  })
  if (options.autoRenew) priced.violations.push(...whyNotAutoRenew({ standing, lines: priced.lines }))
  const ownTotal = priced.lines.reduce((sum, line) => sum + line.amountMinor, 0n)
  const money = atProvider ?? { totalMinor: ownTotal, balanceMinor: 0n, dueNowMinor: ownTotal }
  const exceeded = await findExceeded({ standing, lines: priced.lines, at: now })
  const expiresAt = now.add(QUOTE_LIFETIME)
  const { totalMinor, balanceMinor, dueNowMinor } = money
  const stored = { ...priced, totalMinor, balanceMinor, dueNowMinor, atProvider, standing, expiresAt }
  const id = await store({ ...options, subscription, ...stored })
  // Only now: of a change that somebody else was making meanwhile nothing was kept.
  if (atProvider) await noteDifference({ ...options, quoteId: id, atProvider })
  return {
    id,
    familyCode,
    currency: standing.catalog.family.currency,
    ...priced,
    ...compareEntitlements({ standing, lines: priced.lines, at: now }),
    exceeded,
    charges: atProvider?.lines ?? [],
    totalMinor,
    balanceMinor,
    dueNowMinor,
    next: options.autoRenew ? nextCharge(priced.lines) : (atProvider?.next ?? null),
    expiresAt,
  }
}

/**
 * What is charged next by itself, when what is bought now ends: all of it again, but one month of what was bought for
 * months of its own.
 */
function nextCharge([line]: readonly QuotedLine[]): Quote['next'] {
  if (!line) return null
  const monthMinor = line.addon?.ownPeriod ? line.addon.price?.amountMinor : undefined
  return { totalMinor: (monthMinor ?? line.unitAmountMinor) * BigInt(line.quantity), at: line.endsAt }
}

/** The provider's price, where it is the provider who bills; asked outside of any transaction. */
async function askProvider(options: Wanted & { standing: Standing }): Promise<ProviderPrice | null> {
  const { standing, now: at, fieldOf = (index) => `addons.${index}.code` } = options
  if (billedBy(standing.catalog.family) === null) return null
  const { lines } = planChanges({ standing, changes: options.changes, at, prepaid: false, fieldOf })
  return priceAtProvider({ standing, planned: lines, at })
}

async function store(
  options: Wanted & {
    subscription: { id: string; version: number }
    lines: QuotedLine[]
    violations: Violation[]
    totalMinor: bigint
    balanceMinor: bigint
    dueNowMinor: bigint
    atProvider: ProviderPrice | null
    standing: Standing
    expiresAt: Temporal.Instant
  },
): Promise<string> {
  const { subscription, atProvider, now } = options
  return transaction(async (tx) => {
    const { version } = await lockSubscription(tx, subscription.id)
    if (version !== subscription.version) throw changedMeanwhile()
    const { id } = await tx.quote.create({
      data: {
        customerId: options.customerId,
        subscriptionId: subscription.id,
        userId: options.userId,
        subscriptionVersion: version,
        currency: options.standing.catalog.family.currency,
        totalMinor: options.totalMinor,
        balanceMinor: options.balanceMinor,
        dueNowMinor: options.dueNowMinor,
        prorationAt: atProvider?.prorationAt ? toDate(atProvider.prorationAt) : null,
        ...(atProvider?.preview ? { preview: atProvider.preview } : {}),
        violations: options.violations,
        autoRenew: options.autoRenew ?? false,
        note: options.note ?? null,
        createdAt: toDate(now),
        expiresAt: toDate(options.expiresAt),
        lines: { create: options.lines.map(toRow) },
      },
      select: { id: true },
    })
    return id
  })
}

/** The provider's word is what is charged; that ours is another is for people to look at (invariant 3). */
async function noteDifference(options: Wanted & { quoteId: string; atProvider: ProviderPrice }) {
  const { ownTotalMinor: ours, totalMinor: theirs } = options.atProvider
  if (ours === theirs) return
  await recordAudit(database(), {
    actor: 'system',
    action: 'pricing.differs',
    subject: `quote:${options.quoteId}`,
    customerId: options.customerId,
    data: { ours: ours.toString(), theirs: theirs.toString() },
    now: options.now,
  })
}

function changedMeanwhile(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'quote_stale',
    detail: 'What you hold has changed while this price was worked out. Ask for it again.',
  })
}

function toRow(line: QuotedLine, position: number) {
  return {
    position,
    action: line.action,
    effective: line.effective,
    planId: line.plan?.id ?? null,
    addonId: line.addon?.id ?? null,
    description: line.description,
    quantity: line.quantity,
    unitAmountMinor: line.unitAmountMinor,
    amountMinor: line.amountMinor,
    billedDays: line.billedDays,
    periodDays: line.periodDays,
    intervalMonths: line.intervalMonths,
    periodStartsAt: toDate(line.periodStartsAt),
    startsAt: toDate(line.startsAt),
    endsAt: toDate(line.endsAt),
  }
}
