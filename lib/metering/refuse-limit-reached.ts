import type { Feature } from '#lib/catalog/catalog.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { limitOffers } from './limit-offer-rules.ts'
import type { LimitReached } from './schemas.ts'

/** The refusal of a use past the limit, with the ways to get past it (S0.13). */
export function refuseLimitReached(options: {
  standing: Standing
  feature: Feature
  entitlement: Entitlement
  userId: string
  amount: bigint
  used: bigint
  limit: bigint
  resetsAt: Temporal.Instant | null
  now: Temporal.Instant
}): DomainError {
  const { feature, used, limit, amount } = options
  const offers = limitOffers({
    ...options.standing,
    at: options.now,
    userId: options.userId,
    entitlement: options.entitlement,
    missing: used + amount - limit,
  })
  const extra: LimitReached = {
    allowed: false,
    feature: feature.code,
    used: Number(used),
    limit: Number(limit),
    remaining: Number(used < limit ? limit - used : 0n),
    resets_at: options.resetsAt?.toString() ?? null,
    offers,
  }
  return new DomainError({ kind: 'limit', code: 'limit_reached', detail: sentence(options), extra })
}

const WINDOWS = { none: '', day: ' today', month: ' this month' } as const

function sentence(options: { feature: Feature; used: bigint; limit: bigint; amount: bigint }): string {
  const { name, unit, kind, window } = options.feature
  const [used, limit, amount] = [options.used, options.limit, options.amount].map((value) =>
    value.toLocaleString('en'),
  )
  if (kind === 'cap') return `${name}: ${amount} ${unit} is more than the ${limit} ${unit} that are allowed.`
  const count = `${used} of ${limit} ${unit} are used${WINDOWS[window]}`
  return `${name}: ${count}, and ${amount} more would pass the limit. Nothing was counted.`
}
