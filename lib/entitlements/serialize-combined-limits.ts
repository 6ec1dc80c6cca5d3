import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import type { Entitlement, Entitlements } from './entitlements.ts'
import type { CombinedLimitsResponse } from './schemas.ts'

/** Entitlements in the seed's words (S0.5). Without a plan its name is empty. */
export function serializeCombinedLimits(
  entitlements: Entitlements,
  activeAddons: UserAddonResponse[],
): CombinedLimitsResponse {
  const limits = (part: 'base' | 'addon' | 'total') =>
    Object.fromEntries(
      entitlements.features.map((entitlement) => [entitlement.feature, limit(entitlement, part)]),
    )
  return {
    plan: entitlements.plan?.code ?? '',
    base_limits: limits('base'),
    addon_limits: limits('addon'),
    total_limits: limits('total'),
    active_addons: activeAddons,
  }
}

function limit(entitlement: Entitlement, part: 'base' | 'addon' | 'total'): number | boolean | null {
  const value = entitlement[part]
  if (entitlement.kind === 'flag') return value === null || value > 0n
  return value === null ? null : Number(value)
}
