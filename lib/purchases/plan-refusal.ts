import type { Plan } from '#lib/catalog/catalog.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { planChanges } from './change-rules.ts'

/** Why a customer cannot choose a plan as things stand, as a sentence; null when nothing is in the way. */
export function planRefusal(options: {
  standing: Standing
  plan: Plan
  at: Temporal.Instant
}): string | null {
  const { standing, plan, at } = options
  const prepaid = billedBy(standing.catalog.family) === null
  const changes = [{ action: 'plan', code: plan.code } as const]
  const { violations } = planChanges({ standing, changes, at, prepaid, fieldOf: () => 'plan' })
  return violations[0]?.reason ?? null
}
