import type { Feature } from '#lib/catalog/catalog.ts'
import type { Transaction } from '#lib/db/client.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { refuseLimitReached } from './refuse-limit-reached.ts'
import type { UsageResponse } from './schemas.ts'
import { takeUsage } from './take-usage.ts'
import { windowOf } from './window-rules.ts'

/**
 * Uses some of a feature, or gives some of a gauge back, if the limit at this instant allows it (S0.13). Either all of
 * it counts or nothing does, whoever else is counting at the same time.
 *
 * Throws `feature_not_found`, `feature_is_flag`, `amount_not_positive`, `usage_below_zero`, `usage_overflow`, and
 * `limit_reached` with the offers that would help.
 */
export async function recordUsage(
  tx: Transaction,
  options: {
    customerId: string
    userId: string
    familyCode: string
    feature: string
    amount: number
    now: Temporal.Instant
  },
): Promise<UsageResponse> {
  const { customerId, familyCode, now } = options
  const standing = await loadStanding(tx, { customerId, familyCode, at: now })
  const feature = standing?.catalog.features.find((candidate) => candidate.code === options.feature)
  if (!standing || !feature) throw notFound(options.feature)
  requireAmount(feature, options.amount)

  const { features } = entitlementsAt({ ...standing, lines: standing.holdings.lines, at: now })
  const entitlement = features.find((candidate) => candidate.feature === feature.code)
  if (!entitlement) throw notFound(options.feature)
  const amount = BigInt(options.amount)
  const asked = { standing, feature, entitlement, amount, now, userId: options.userId }
  if (feature.kind === 'cap') return checkCap(asked)

  const held = standing.holdings.subscription
  const subscription = held ?? (await ensureSubscription(tx, { customerId, familyCode, now }))
  const window = windowOf({
    feature,
    anchor: held?.anchorAt ?? now,
    at: now,
    timeZone: standing.catalog.family.timeZone,
  })
  const taken = await takeUsage(tx, {
    subscriptionId: subscription.id,
    featureId: feature.id,
    windowStart: window.start,
    amount,
    limit: entitlement.total,
    now,
  })
  if (!taken.counted) {
    if (amount < 0n) throw belowZero(feature, taken.used)
    if (entitlement.total === null) throw overflow()
    throw refuseLimitReached({
      ...asked,
      used: taken.used,
      limit: entitlement.total,
      resetsAt: window.resetsAt,
    })
  }
  return answer({ feature, used: taken.used, limit: entitlement.total, resetsAt: window.resetsAt })
}

type Asked = {
  standing: Standing
  feature: Feature
  entitlement: Entitlement
  amount: bigint
  now: Temporal.Instant
  userId: string
}

/** A cap is asked about each item for itself: nothing is used up by it. */
function checkCap(asked: Asked): UsageResponse {
  const { feature, amount } = asked
  const limit = asked.entitlement.total
  if (limit !== null && amount > limit)
    throw refuseLimitReached({ ...asked, used: 0n, limit, resetsAt: null })
  return answer({ feature, used: amount, limit, resetsAt: null })
}

function answer(options: {
  feature: Feature
  used: bigint
  limit: bigint | null
  resetsAt: Temporal.Instant | null
}): UsageResponse {
  const { used, limit } = options
  const left = limit === null ? null : limit - used
  return {
    allowed: true,
    feature: options.feature.code,
    used: Number(used),
    limit: limit === null ? null : Number(limit),
    // Giving back while over the limit leaves nothing, not less than nothing.
    remaining: left === null ? null : Number(left < 0n ? 0n : left),
    resets_at: options.resetsAt?.toString() ?? null,
  }
}

function requireAmount(feature: Feature, amount: number): void {
  if (feature.kind === 'flag') {
    throw new DomainError({
      kind: 'invalid',
      code: 'feature_is_flag',
      field: 'feature',
      detail: `${feature.name} is held or not; there is nothing to count`,
    })
  }
  if (amount > 0 || feature.kind === 'gauge') return
  throw new DomainError({
    kind: 'invalid',
    code: 'amount_not_positive',
    field: 'amount',
    detail: `Only what rises and falls can be given back; ${feature.name} cannot`,
  })
}

function notFound(feature: string): DomainError {
  return new DomainError({
    kind: 'not_found',
    code: 'feature_not_found',
    field: 'feature',
    detail: `There is no feature "${feature}"`,
  })
}

function belowZero(feature: Feature, used: bigint): DomainError {
  const detail = `${feature.name}: ${used} ${feature.unit} are in use, and no more than that can be given back`
  return new DomainError({ kind: 'refused', code: 'usage_below_zero', field: 'amount', detail })
}

function overflow(): DomainError {
  const detail = 'This is more than can be counted'
  return new DomainError({ kind: 'invalid', code: 'usage_overflow', field: 'amount', detail })
}
