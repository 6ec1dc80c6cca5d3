import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { database } from '#lib/db/client.ts'
import { ensurePriceReference } from '#lib/payments/ensure-price-reference.ts'

/** What a provider's prices are to us. */
export type BilledPrices = {
  /** The provider's price of a plan or an add-on, by our id. */
  byOwner: ReadonlyMap<string, string>
  /** Minor units per unit, by the provider's price. */
  unitAmounts: ReadonlyMap<string, bigint>
}

/** The provider's prices of what is to change, made there when they are not yet, and what every price of a family costs. */
export async function loadBilledPrices(options: {
  catalog: FamilyCatalog
  owners: readonly { id: string; price: { id: string; amountMinor: bigint } | null }[]
  now: Temporal.Instant
}): Promise<BilledPrices> {
  const { family } = options.catalog
  const byOwner = new Map<string, string>()
  for (const owner of options.owners) {
    if (!owner.price || owner.price.amountMinor === 0n || byOwner.has(owner.id)) continue
    const priceId = await ensurePriceReference({
      provider: family.provider,
      priceId: owner.price.id,
      now: options.now,
    })
    byOwner.set(owner.id, priceId)
  }
  const known = await loadPriceOwners({ provider: family.provider, familyId: family.id })
  return {
    byOwner,
    unitAmounts: new Map([...known].map(([priceId, price]) => [priceId, price.unitAmountMinor])),
  }
}

export type PriceOwner = { planId: string | null; addonId: string | null; unitAmountMinor: bigint }

/** The plan or add-on behind each price a provider knows of a family, those no longer sold included. */
export async function loadPriceOwners(options: {
  provider: string
  familyId: string
}): Promise<Map<string, PriceOwner>> {
  const { familyId } = options
  const prices = await database().price.findMany({
    where: { OR: [{ plan: { familyId } }, { addon: { familyId } }] },
  })
  const references = await database().providerReference.findMany({
    where: { provider: options.provider, kind: 'price', subjectId: { in: prices.map((price) => price.id) } },
  })
  return new Map(
    references.flatMap((reference) => {
      const price = prices.find((found) => found.id === reference.subjectId)
      return price ? [[reference.externalId, price] as const] : []
    }),
  )
}
