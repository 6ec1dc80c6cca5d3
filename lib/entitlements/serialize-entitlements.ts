import { addonStandingsAt } from './access-rules.ts'
import { entitlementsAt } from './entitlement-rules.ts'
import type { Entitlement, EntitlementSource, Entitlements } from './entitlements.ts'
import type { Standing } from './load-standing.ts'
import type { EntitlementsResponse } from './schemas.ts'
import { serializeAddonAccess } from './serialize-access.ts'

/** What a customer may do at an instant, why, and what there is to add. */
export function serializeEntitlements(
  moment: Standing & { at: Temporal.Instant; userId?: string },
): EntitlementsResponse {
  const { catalog, holdings, at } = moment
  const entitlements = entitlementsAt({ catalog, lines: holdings.lines, at })
  const { code, name } = catalog.family
  return {
    family: { code, name },
    at: at.toString(),
    validUntil: entitlements.validUntil?.toString() ?? null,
    plan: entitlements.plan,
    features: entitlements.features.map((entitlement) => {
      const { feature, name, unit, kind, window, sources } = entitlement
      const value = shownValue(entitlement)
      const held = typeof value === 'boolean' ? value : value !== 0
      const parts = sources.map((source) => serializeSource(source, kind))
      return { code: feature, name, unit, kind, window, held, value, sources: parts }
    }),
    addons: addonStandingsAt(moment).map((standing) => serializeAddonAccess(standing, catalog)),
  }
}

/** S4.5 the plan's code, then every feature by its own: `{"plan":"pro","storage_gb":7}`. */
export function serializeFlatEntitlements({ plan, features }: Entitlements): Record<string, unknown> {
  return {
    plan: plan?.code ?? null,
    ...Object.fromEntries(features.map((entitlement) => [entitlement.feature, shownValue(entitlement)])),
  }
}

function serializeSource(source: EntitlementSource, kind: Entitlement['kind']) {
  const { code, name, quantity, value, until } = source
  const part = kind === 'flag' ? true : value === null ? null : Number(value)
  return { kind: source.kind, code, name, quantity, value: part, until: until?.toString() ?? null }
}

function shownValue({ kind, flag, total }: Entitlement): number | boolean | null {
  if (kind === 'flag') return flag === true
  return total === null ? null : Number(total)
}
