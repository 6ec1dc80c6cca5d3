import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import type { Entitlement } from '#lib/entitlements/entitlements.ts'
import { priceAddition } from '#lib/pricing/price-line-rules.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import type { LimitOffer } from './schemas.ts'

type Question = {
  catalog: FamilyCatalog
  holdings: Holdings
  at: Temporal.Instant
  userId: string
  entitlement: Entitlement
  /** How much more than the limit is wanted. */
  missing: bigint
}

/**
 * The ways past a limit that are open to this customer now: add-ons that grant the feature, in the quantity it takes,
 * and the next plan that has enough. What covers it comes first, then what costs least.
 */
export function limitOffers(question: Question): LimitOffer[] {
  const offers = [...addonOffers(question), ...planOffers(question)]
  return offers.sort((a, b) => Number(b.covers) - Number(a.covers) || a.amount - b.amount)
}

function addonOffers({ catalog, holdings, at, userId, entitlement, missing }: Question): LimitOffer[] {
  return offersAt({ catalog, holdings, at, userId }).offers.flatMap(({ addon, price, maxMore }) => {
    const grant = addon.grants.find((candidate) => candidate.feature === entitlement.feature)
    if (!grant || maxMore === 0 || grant.value === 0n) return []
    const needed = grant.value === null ? 1n : divideUp(missing, grant.value)
    const quantity = needed > BigInt(maxMore) ? maxMore : Number(needed)
    const terms = holdings.lines.find((line) => line.addonCode === addon.code)?.terms ?? []
    const priced = priceAddition({ price, quantity, terms, at, timeZone: catalog.family.timeZone })
    return [
      {
        kind: 'addon' as const,
        code: addon.code,
        name: addon.name,
        description: addon.description,
        quantity,
        unit_amount: Number(price.amountMinor),
        amount: Number(priced.amountMinor),
        currency: price.currency,
        adds: grant.value === null ? null : Number(grant.value) * quantity,
        covers: needed <= BigInt(maxMore),
        url: `/billing?addon=${encodeURIComponent(addon.code)}&quantity=${quantity}`,
      },
    ]
  })
}

/** The lowest plan above the present one whose own part is larger by what is missing, if there is one. */
function planOffers({ catalog, holdings, at, entitlement, missing }: Question): LimitOffer[] {
  const { plan: present } = offersAt({ catalog, holdings, at })
  const base = entitlement.base
  if (base === null) return []
  for (const plan of catalog.plans) {
    if (plan.status !== 'published' || plan.price === null || plan.rank <= (present?.rank ?? -1)) continue
    const grant = plan.grants.find((candidate) => candidate.feature === entitlement.feature)
    if (!grant || (grant.value !== null && grant.value < base + missing)) continue
    const amount = Number(plan.price.amountMinor)
    return [
      {
        kind: 'plan',
        code: plan.code,
        name: plan.name,
        description: plan.description,
        quantity: 1,
        unit_amount: amount,
        amount,
        currency: plan.price.currency,
        adds: grant.value === null ? null : Number(grant.value - base),
        covers: true,
        url: `/billing?plan=${encodeURIComponent(plan.code)}`,
      },
    ]
  }
  return []
}

function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by
}
