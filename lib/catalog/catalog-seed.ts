import type { TaxKind } from '#lib/tax/tax.ts'
import type { Addon, Family, Feature, Plan } from './catalog.ts'

/** Who sells, as seed data. */
export type IssuerSeed = {
  code: string
  legalName: string
  address: Record<string, string>
  taxIds: Record<string, string>
  country: string
  timeZone: string
  financialYearStartMonth: number
  invoicePrefix: string
  creditNotePrefix: string
}

/** A tax an issuer charges. Basis points; `countryRates` is what consumers in other member states are charged. */
export type TaxSeed = {
  code: string
  name: string
  kind: TaxKind
  rateBasisPoints: number
  countryRates?: Record<string, number>
}

/** Feature code → what is granted. */
export type GrantSeeds = Record<string, bigint | 'unlimited' | true>

export type FeatureSeed = Omit<Feature, 'id' | 'sortOrder'>

export type PlanSeed = Pick<Plan, 'code' | 'name' | 'description' | 'rank' | 'isDefault'> & {
  /** Minor units a month; null for a plan that cannot be bought. */
  priceMonthlyMinor: bigint | null
  grants: GrantSeeds
}

export type AddonSeed = Pick<
  Addon,
  | 'code'
  | 'name'
  | 'description'
  | 'charge'
  | 'type'
  | 'category'
  | 'isStackable'
  | 'maxQuantity'
  | 'icon'
  | 'badge'
  | 'sortOrder'
> & {
  priceMonthlyMinor: bigint | null
  selfService: boolean
  /** What happens when fewer are wanted; `period_end` when nothing is said. */
  decrease?: Addon['decrease']
  /** Whether each purchase lasts months of its own; all end together when nothing is said. */
  ownPeriod?: boolean
  grants: GrantSeeds
  availableForPlans: string[]
  includedInPlans: string[]
}

/** One family of the catalog, as the repository ships it. Features stand in their order. */
export type FamilySeed = {
  code: string
  name: string
  currency: string
  provider: string
  /** `customer` when nothing is said. */
  heldBy?: Family['heldBy']
  prepaid?: boolean
  pricesIncludeTax: boolean
  graceDays: number
  issuer: IssuerSeed
  /** What everything in the family has, unless an add-on or a customer has others. */
  taxes?: TaxSeed[]
  /** India's code of what the family's plans and add-ons are. */
  hsnSac?: string
  features: FeatureSeed[]
  plans: PlanSeed[]
  addons: AddonSeed[]
}
