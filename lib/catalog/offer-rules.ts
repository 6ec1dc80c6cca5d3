import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import { priceAddition } from '#lib/pricing/price-line-rules.ts'
import type { HeldLine, Holdings } from '#lib/subscriptions/holdings.ts'
import { pendingQuantity } from '#lib/subscriptions/pending-rules.ts'
import { isLiveAt, quantityAt } from '#lib/subscriptions/term-rules.ts'
import type { Addon, FamilyCatalog, Plan, UnitPrice } from './catalog.ts'
import { checkEligibility, type Eligibility, isOnSale, maxMore } from './eligibility-rules.ts'

/** An add-on on sale, as one customer meets it at an instant. */
export type Offer = {
  addon: Addon
  price: UnitPrice
  includedInPlan: boolean
  held: number
  /** What a held unit costs, which may be an earlier price; null when they cost different amounts. */
  heldAtMinor: bigint | null
  pending: number
  maxMore: number
  purchasable: Eligibility
}

/** Every add-on on sale in the family, with what this customer may do with it. Those of other plans say so. */
export function offersAt(options: {
  catalog: FamilyCatalog
  holdings: Holdings
  at: Temporal.Instant
  /** Whoever would buy: their own open purchase gives way to a new one. */
  userId?: string
}): { plan: Plan | null; offers: Offer[] } {
  const { catalog, holdings, at, userId } = options
  const plan = planAt({ catalog, lines: holdings.lines, at })
  const offers = catalog.addons.flatMap((addon) => {
    const { price } = addon
    if (!isOnSale(addon) || price === null) return []
    const terms = holdings.lines.find((line) => line.addonCode === addon.code)?.terms ?? []
    const { endsAt } = priceAddition({ price, quantity: 1, terms, at, timeZone: catalog.family.timeZone })
    const window = { start: at, end: endsAt }
    const pending = pendingQuantity({
      pending: holdings.pending,
      addonCode: addon.code,
      period: window,
      userId,
    })
    const asked = { addon, planCode: plan?.code ?? null, window, heldTerms: terms, pending }
    const includedInPlan = plan !== null && addon.includedInPlans.includes(plan.code)
    const purchasable = checkEligibility({ ...asked, quantity: 1 })
    return [
      {
        addon,
        price,
        includedInPlan,
        held: quantityAt(terms, at),
        heldAtMinor: heldAt(terms, { at, price }),
        pending,
        maxMore: maxMore(asked),
        purchasable,
      },
    ]
  })
  return { plan, offers }
}

/** What is held keeps the price it was bought at. What was granted has today's. */
function heldAt(
  terms: HeldLine['terms'],
  { at, price }: { at: Temporal.Instant; price: UnitPrice },
): bigint | null {
  const paid = terms.filter((term) => term.source === 'paid' && isLiveAt(term, at))
  const [first = price.amountMinor, ...others] = new Set(paid.map((term) => term.unitAmountMinor))
  return others.length === 0 ? first : null
}
