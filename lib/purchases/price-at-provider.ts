import { addMonths } from '#lib/calendar/periods.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import type { BillLine, ChangePreview, SubscriptionBilling } from '#lib/payments/subscription-billing.ts'
import { prorate } from '#lib/pricing/proration-rules.ts'
import type { PlannedLine } from './change-rules.ts'
import { changeItems, type ItemChange, itemsAfter } from './item-rules.ts'
import { type BilledPrices, loadBilledPrices } from './load-billed-prices.ts'
import { type BilledSubscription, loadBilledSubscription } from './load-billed-subscription.ts'
import type { PriceLine, QuotedLine } from './quote-rules.ts'
import { type StoredPreview, toPreview } from './stored-preview.ts'
import { RESHAPE_AHEAD } from './wish-rules.ts'

/** A provider's own price for a change, and when it was asked for. Minor units. */
export type ProviderPrice = {
  totalMinor: bigint
  balanceMinor: bigint
  dueNowMinor: bigint
  /** Null: it is a first subscription, which begins when it is paid. */
  prorationAt: Temporal.Instant | null
  /** Word for word. */
  lines: BillLine[]
  /** What the provider is asked for when it is accepted. */
  preview: StoredPreview | null
  /** What our own rules make of it: the same, or somebody has to look. */
  ownTotalMinor: bigint
  next: { totalMinor: bigint; at: Temporal.Instant } | null
  price: PriceLine
}

/**
 * What the provider would charge for a change of what it bills (invariant 3): its own preview, bound to one instant,
 * and what our rules make of the same. Throws `payment_provider_unavailable`, `payment_overdue` and `billing_renews_now`.
 */
export async function priceAtProvider(options: {
  standing: Standing
  planned: readonly PlannedLine[]
  at: Temporal.Instant
}): Promise<ProviderPrice> {
  const { standing, at } = options
  const billing = billedBy(standing.catalog.family)
  if (!billing) throw new Error(`${standing.catalog.family.provider} does not bill subscriptions`)
  const now = options.planned.filter((line) => line.effective === 'now')
  try {
    const prices = await loadBilledPrices({
      catalog: standing.catalog,
      owners: options.planned.map((line) => line.addon ?? line.plan),
      now: at,
    })
    const billed = await loadBilledSubscription({ billing, standing })
    return billed
      ? await priceChange({ ...options, billing, billed, prices, now })
      : priceStart({ ...options, now })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: error.outcome === 'refused' ? 'refused' : 'unavailable',
      code: error.outcome === 'refused' ? 'payment_provider_refused' : 'payment_provider_unavailable',
      detail:
        error.outcome === 'refused'
          ? 'The payment provider cannot make this change. Nothing was charged.'
          : 'The payment provider does not answer. Nothing was charged; try again in a moment.',
      cause: error,
    })
  }
}

/** A first subscription: everything in full, for a period that begins when it is paid. */
function priceStart(options: {
  standing: Standing
  now: readonly PlannedLine[]
  at: Temporal.Instant
}): ProviderPrice {
  const { standing, at } = options
  const amountOf = (line: PlannedLine) =>
    line.action === 'reduce'
      ? 0n
      : ((line.addon ?? line.plan).price?.amountMinor ?? 0n) * BigInt(line.quantity)
  const totalMinor = options.now.reduce((sum, line) => sum + amountOf(line), 0n)
  const months = Math.max(
    1,
    ...options.now.map((line) => (line.addon ?? line.plan).price?.intervalMonths ?? 1),
  )
  const endsAt = addMonths({ anchor: at, months, timeZone: standing.catalog.family.timeZone })
  return {
    totalMinor,
    balanceMinor: 0n,
    dueNowMinor: totalMinor,
    prorationAt: null,
    lines: [],
    preview: null,
    ownTotalMinor: totalMinor,
    next: { totalMinor, at: endsAt },
    price: (line) => quoted(line, { startsAt: at, endsAt, periodStartsAt: at, amountMinor: amountOf(line) }),
  }
}

async function priceChange(options: {
  billing: SubscriptionBilling
  billed: BilledSubscription
  prices: BilledPrices
  standing: Standing
  planned: readonly PlannedLine[]
  now: readonly PlannedLine[]
  at: Temporal.Instant
}): Promise<ProviderPrice> {
  const { billed, prices, at } = options
  refuseUnsettled(billed, at)
  const changes = changeItems({ items: billed.items, lines: options.now, priceIds: prices.byOwner })
  const { subscriptionId } = billed
  const preview =
    changes.length > 0
      ? await options.billing.preview({ subscriptionId, items: changes, prorationAt: at })
      : NOTHING
  const period = { startsAt: at, endsAt: billed.period.end, periodStartsAt: billed.period.start }
  const later = itemsAfter({
    items: billed.items,
    lines: [...billed.wishes, ...options.planned],
    priceIds: prices.byOwner,
  })
  const totalMinor = later.reduce(
    (sum, item) => sum + (prices.unitAmounts.get(item.priceId) ?? 0n) * BigInt(item.quantity),
    0n,
  )
  return {
    totalMinor: preview.totalMinor,
    balanceMinor: (preview.totalMinor > 0n ? preview.totalMinor : 0n) - preview.dueNowMinor,
    dueNowMinor: preview.dueNowMinor,
    prorationAt: at,
    lines: preview.lines,
    preview: toPreview({ subscriptionId, before: billed.items, changes, lines: preview.lines }),
    ownTotalMinor: ownTotal({ billed, changes, prices, at }),
    next: { totalMinor, at: billed.period.end },
    price: (line) => {
      const amountMinor = amountOf(line, { ...options, changes, preview })
      return quoted(line, { ...period, amountMinor, heldAtMinor: heldAt(line, { billed, prices }) })
    },
  }
}

const NOTHING: ChangePreview = {
  totalMinor: 0n,
  balanceAppliedMinor: 0n,
  dueNowMinor: 0n,
  lines: [],
}

function refuseUnsettled(billed: BilledSubscription, at: Temporal.Instant) {
  if (billed.status !== 'active') {
    throw new DomainError({
      kind: 'conflict',
      code: 'payment_overdue',
      detail:
        'The last renewal could not be charged. Fix the payment first; then you can change what you hold.',
    })
  }
  const from = billed.period.end.subtract(RESHAPE_AHEAD)
  if (billed.wishes.length > 0 && Temporal.Instant.compare(at, from) >= 0) {
    throw new DomainError({
      kind: 'conflict',
      code: 'billing_renews_now',
      detail: 'Your plan renews within the hour. You can change it again right after.',
    })
  }
}

/** What of the provider's lines belongs to one change: the credit for what was and the charge for what will be. */
function amountOf(
  line: PlannedLine,
  options: {
    billed: BilledSubscription
    changes: readonly ItemChange[]
    prices: BilledPrices
    preview: ChangePreview
  },
): bigint {
  if (line.effective !== 'now') return 0n
  const [change] = changeItems({ ...options.billed, lines: [line], priceIds: options.prices.byOwner })
  const item = options.billed.items.find((found) => found.itemId === change?.itemId)
  const prices = [change?.priceId, item?.priceId]
  return options.preview.lines
    .filter((part) => part.priceId !== null && prices.includes(part.priceId))
    .reduce((sum, part) => sum + part.amountMinor, 0n)
}

/** What our rules make of the same change. */
function ownTotal(options: {
  billed: BilledSubscription
  changes: readonly ItemChange[]
  prices: BilledPrices
  at: Temporal.Instant
}): bigint {
  const { billed, prices, at } = options
  return options.changes.reduce((sum, change) => {
    const item = billed.items.find((found) => found.itemId === change.itemId)
    const unit = (priceId: string) => prices.unitAmounts.get(priceId) ?? 0n
    const before = item ? { unitAmountMinor: unit(item.priceId), quantity: item.quantity } : null
    const after =
      change.quantity > 0 ? { unitAmountMinor: unit(change.priceId), quantity: change.quantity } : null
    const { creditMinor, chargeMinor } = prorate({ before, after, period: billed.period, at })
    return sum + creditMinor + chargeMinor
  }, 0n)
}

/** What a unit of an add-on costs that is billed already: the price it was bought at, whatever it costs today. */
function heldAt(
  { addon }: PlannedLine,
  { billed, prices }: { billed: BilledSubscription; prices: BilledPrices },
): bigint | undefined {
  const item = addon && billed.items.find((found) => found.addonId === addon.id)
  return item ? prices.unitAmounts.get(item.priceId) : undefined
}

function quoted(
  line: PlannedLine,
  priced: {
    startsAt: Temporal.Instant
    endsAt: Temporal.Instant
    periodStartsAt: Temporal.Instant
    amountMinor: bigint
    heldAtMinor?: bigint | undefined
  },
): QuotedLine | null {
  const owner = line.addon ?? line.plan
  if (owner.price === null && line.action === 'add') return null
  const { heldAtMinor, ...period } = priced
  return {
    ...line,
    ...period,
    billedDays: 0,
    periodDays: 0,
    unitAmountMinor: heldAtMinor ?? owner.price?.amountMinor ?? 0n,
    intervalMonths: owner.price?.intervalMonths ?? 1,
    description: line.addon ? `${line.quantity} × ${owner.name}` : owner.name,
  }
}
