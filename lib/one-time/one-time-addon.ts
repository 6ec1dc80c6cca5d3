import type { CatalogStatus } from '#lib/catalog/catalog.ts'
import type { Money } from '#lib/money/money.ts'

/** An add-on that is charged once: a setup fee, an hour of work, a device. Nobody holds it. */
export type OneTimeAddon = {
  id: string
  seller: Seller
  code: string
  name: string
  description: string
  /** How invoices call it; null: by its name. */
  invoiceDisplayName: string | null
  status: CatalogStatus
  /** What one unit costs; before tax where the family's prices are. */
  price: Money
  /** Taxes of its own; without any, those of the customer or the family apply. */
  taxes: AddonTax[]
  createdAt: Temporal.Instant
}

/** Who sells it, and whether prices there contain their tax. */
export type Seller = { familyId: string; issuerId: string; pricesIncludeTax: boolean }

export type AddonTax = {
  id: string
  code: string
  name: string
  rateBasisPoints: number
  createdAt: Temporal.Instant
}
