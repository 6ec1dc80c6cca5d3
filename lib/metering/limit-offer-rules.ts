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
 * The ways past a limit that are open to this customer now: add-ons that grant the feature, in the quantity it takes.
 * What covers it comes first, then what costs least.
 */
export function limitOffers({ catalog, holdings, at, userId, entitlement, missing }: Question): LimitOffer[] {
  const offers = offersAt({ catalog, holdings, at, userId }).offers.flatMap(({ addon, price, maxMore }) => {
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
  return offers.sort((a, b) => Number(b.covers) - Number(a.covers) || a.amount - b.amount)
}

function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by
}
