import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Holdings } from '#lib/subscriptions/holdings.ts'
import { loadHoldings } from '#lib/subscriptions/load-holdings.ts'

/** Where a customer stands in a family: what the family offers and what the customer holds of it. */
export type Standing = { catalog: FamilyCatalog; holdings: Holdings }

/** Null when there is no such family. With `ended`, terms that are over are there too. */
export async function loadStanding(
  db: DatabaseOrTransaction,
  options: {
    customerId: string
    familyCode: string
    apiKeyId?: string | null
    at: Temporal.Instant
    ended?: boolean
  },
): Promise<Standing | null> {
  // One after the other: inside a transaction both use the one connection.
  const catalog = await loadFamilyCatalog(db, options.familyCode)
  const holdings = await loadHoldings(db, options)
  return catalog && { catalog, holdings }
}
