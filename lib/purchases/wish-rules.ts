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
    ? [
        {
          plan: next,
          addon: null,
          action: 'plan',
          effective: 'period_end',
          quantity: 1,
          months: 1,
          heldBefore: 0,
        },
      ]
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
    return [
      {
        plan: null,
        addon,
        action: 'reduce',
        effective: 'period_end',
        quantity: held - wanted,
        months: 1,
        heldBefore: held,
      },
    ]
  })
  return [...planWish, ...fewer]
}

/** How many of each plan and add-on are wanted in the next period, by their ids. */
export function nextShape(standing: Standing, at: Temporal.Instant): Map<string, number> {
  const { catalog, holdings } = standing
  const wishes = wishesOf(standing)
  const wish = wishes.find((line) => line.plan !== null)?.plan
  const shape = new Map<string, number>()
  for (const line of holdings.lines) {
    // What was granted for nothing is nobody's to bill.
    const billed = line.terms.filter((term) => term.source === 'paid')
    const quantity = quantityAt(billed, at)
    const owner =
      catalog.plans.find((plan) => plan.code === line.planCode) ??
      catalog.addons.find((addon) => addon.code === line.addonCode)
    if (!owner || quantity === 0 || (line.planCode !== null && wish)) continue
    const fewer =
      wishes.find((other) => other.addon !== null && other.addon.code === line.addonCode)?.quantity ?? 0
    shape.set(owner.id, quantity - fewer)
  }
  if (wish?.price && wish.price.amountMinor > 0n) shape.set(wish.id, 1)
  return shape
}
