/** The catalog in plain words. Money is minor units; a value of null is "without limit". */

export type FeatureKind = 'counter' | 'gauge' | 'cap' | 'flag'
/** Which window a counter counts in. Only counters have one. */
export type FeatureWindow = 'none' | 'day' | 'month'
export type CatalogStatus = 'draft' | 'published' | 'archived'
export type AddonCharge = 'recurring' | 'one_time' | 'usage'

export type Feature = {
  id: string
  code: string
  name: string
  unit: string
  kind: FeatureKind
  window: FeatureWindow
  sortOrder: number
}

/** A feature and how much of it one unit grants. A flag's value is 1. */
export type Grant = { feature: string; value: bigint | null }

/** The active price of one unit for one interval, in the family's currency. */
export type UnitPrice = { id: string; amountMinor: bigint; currency: string; intervalMonths: number }

export type Plan = {
  id: string
  code: string
  name: string
  description: string
  rank: number
  isDefault: boolean
  status: CatalogStatus
  price: UnitPrice | null
  grants: Grant[]
}

export type Addon = {
  id: string
  code: string
  name: string
  description: string
  charge: AddonCharge
  type: string
  category: string
  isStackable: boolean
  maxQuantity: number
  /** Whether fewer of it count at once, with credit, or from the next period on. */
  decrease: 'credit' | 'period_end'
  /** Whether customers buy it themselves; otherwise only staff grant it. */
  selfService: boolean
  /** Each purchase lasts months of its own; otherwise everything held of it ends together. */
  ownPeriod: boolean
  icon: string | null
  badge: string | null
  sortOrder: number
  status: CatalogStatus
  price: UnitPrice | null
  grants: Grant[]
  /** Codes of the plans it can be bought on, lowest rank first. */
  availableForPlans: string[]
  /** Codes of the plans it comes with, lowest rank first. */
  includedInPlans: string[]
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
}

export type Family = {
  id: string
  code: string
  name: string
  currency: string
  /** Code of the payment provider that bills the family's customers by default. */
  provider: string
  /** Whom a subscription is for: the customer as a whole, or one of its API keys. */
  heldBy: 'customer' | 'api_key'
  /** Paid period by period, by us, also where the provider could bill a subscription of its own. */
  prepaid: boolean
  graceDays: number
  /** Raised by whatever changes what its plans and add-ons grant. */
  catalogVersion: number
  issuerId: string
  /** The issuer's zone: days, months and financial years are counted in it. */
  timeZone: string
}

/** Everything a family offers: features, plans by rank and add-ons in their order, archived ones included. */
export type FamilyCatalog = { family: Family; features: Feature[]; plans: Plan[]; addons: Addon[] }
