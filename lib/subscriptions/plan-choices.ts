import { serializeGranted } from '#lib/catalog/serialize-grants.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { PlanChoice } from './schemas.ts'

/** Every plan on sale, and how it stands to the one that is held (E.7). */
export function planChoicesAt({ catalog, holdings, at }: Standing & { at: Temporal.Instant }): PlanChoice[] {
  const current = planAt({ catalog, lines: holdings.lines, at })
  const next = holdings.subscription?.nextPlanCode ?? null
  return catalog.plans
    .filter((plan) => plan.status === 'published' && (plan.price !== null || plan.isDefault))
    .map((plan) => ({
      code: plan.code,
      name: plan.name,
      description: plan.description,
      priceMinor: plan.price?.amountMinor.toString() ?? null,
      currency: catalog.family.currency,
      intervalMonths: plan.price?.intervalMonths ?? 1,
      rank: plan.rank,
      standing: standingOf({ code: plan.code, rank: plan.rank, current, next }),
      grants: plan.grants.map((grant) => {
        const feature = catalog.features.find((found) => found.code === grant.feature)
        const value = serializeGranted(grant, catalog.features)
        return { name: feature?.name ?? grant.feature, unit: feature?.unit ?? '', value }
      }),
      addons: {
        available: catalog.addons
          .filter((addon) => addon.availableForPlans.includes(plan.code))
          .map((a) => a.code),
        included: catalog.addons
          .filter((addon) => addon.includedInPlans.includes(plan.code))
          .map((a) => a.code),
      },
    }))
}

function standingOf(options: {
  code: string
  rank: number
  current: { code: string; rank: number } | null
  next: string | null
}): PlanChoice['standing'] {
  const { code, rank, current, next } = options
  if (code === current?.code) return 'current'
  if (code === next) return 'next'
  return current === null || rank > current.rank ? 'higher' : 'lower'
}
