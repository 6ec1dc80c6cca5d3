import type { FeatureKind, FeatureWindow } from '#lib/catalog/catalog.ts'

/**
 * One part of what a customer may do, and where it comes from. `plan` is the plan itself and what it includes: an
 * included add-on comes and goes with it.
 */
export type EntitlementSource = {
  kind: 'plan' | 'addon'
  code: string
  name: string
  quantity: number
  /** Null is "without limit". A flag's value is 1, however many are held. */
  value: bigint | null
  /** When this source first falls below what it is; null when nothing ends it. */
  until: Temporal.Instant | null
}

/** What a customer may do of one feature. Null amounts are "without limit". */
export type Entitlement = {
  feature: string
  name: string
  unit: string
  kind: FeatureKind
  window: FeatureWindow
  /** The sum of the plan's sources. For a flag: how many of them grant it. */
  base: bigint | null
  /** The sum of the add-ons' sources, counted likewise. */
  addon: bigint | null
  total: bigint | null
  /** For flags only: whether any source grants it. */
  flag?: boolean
  unlimited: boolean
  sources: EntitlementSource[]
}

/** What a customer may do in a family at an instant; nothing of it changes before `validUntil` (invariant 7). */
export type Entitlements = {
  plan: { code: string; name: string } | null
  at: Temporal.Instant
  /** The next instant at which anything held starts or ends; null when nothing will. */
  validUntil: Temporal.Instant | null
  /** One per feature of the family, in its order: those nobody grants are there with 0. */
  features: Entitlement[]
}
