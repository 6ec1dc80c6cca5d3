import type { Standing } from '#lib/entitlements/load-standing.ts'
import { paidUntil, quantityAt } from '#lib/subscriptions/term-rules.ts'
import type { PlannedLine } from './change-rules.ts'

/** So long before a period ends, the provider is given the shape of the next. */
export const RESHAPE_AHEAD = { hours: 1 }

/**
 * What shall change when the period that is paid for ends: what was canceled for then, fewer of something, another
 * plan. As changes of what is held now.
 */
export function wishesOf({ catalog, holdings }: Standing): PlannedLine[] {
  const next = catalog.plans.find((plan) => plan.code === holdings.subscription?.nextPlanCode)
  const planWish: PlannedLine[] = next
    ? [{ plan: next, addon: null, action: 'plan', effective: 'period_end', quantity: 1 }]
    : []
  const fewer = holdings.lines.flatMap((line): PlannedLine[] => {
    const addon = catalog.addons.find((found) => found.code === line.addonCode)
    if (!addon) return []
    const end = line.terms
      .filter((term) => term.withdrawnAt === null)
      .flatMap((term) => paidUntil(term) ?? [])
      .toSorted(Temporal.Instant.compare)
      .at(-1)
    const held = end ? quantityAt(line.terms, end.subtract({ milliseconds: 1 })) : 0
    const wanted = line.cancelAtPeriodEnd ? 0 : (line.nextQuantity ?? held)
    if (wanted >= held) return []
    return [{ plan: null, addon, action: 'reduce', effective: 'period_end', quantity: held - wanted }]
  })
  return [...planWish, ...fewer]
}
