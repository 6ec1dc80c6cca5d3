import { z } from 'zod'
import { eligibility, unitPrice } from '#lib/catalog/schemas.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** Feature → how much of it: a number, null for "without limit", a boolean for a flag. Zeros are listed. */
const limits = z.record(z.string(), z.union([z.int().nonnegative(), z.null(), z.boolean()]))

/**
 * `GET /api/addons/combined-limits` (S0.5). `plan` is a code. The plan's part includes the add-ons that come with
 * it. Every limit and flag of the family is in all three.
 */
export const combinedLimitsResponse = z.object({
  plan: z.string(),
  base_limits: limits,
  addon_limits: limits,
  total_limits: limits,
  active_addons: z.array(userAddonResponse),
})
export type CombinedLimitsResponse = z.infer<typeof combinedLimitsResponse>

const instant = z.iso.datetime()

/** A number, null for "without limit", a boolean for a flag. */
const value = z.union([z.int().nonnegative(), z.null(), z.boolean()])

const named = z.object({ code: z.string(), name: z.string() })
const pricedPlan = named.extend({ price: unitPrice.nullable() })

/** An add-on, and how the caller stands to it now. What the server decides here is all the browser knows of it. */
export const addonAccess = named.extend({
  description: z.string(),
  type: z.string(),
  category: z.string(),
  icon: z.string().nullable(),
  /** How many are held. */
  held: z.int(),
  includedInPlan: z.boolean(),
  /** Whether all it gives is there: held, included, or granted by something larger (D9). */
  active: z.boolean(),
  until: instant.nullable(),
  /** Null: it is not on sale. */
  price: unitPrice.nullable(),
  purchasable: eligibility,
  /** The plan to move up to before it can be bought; null when the plan held will do, or none does. */
  requiredPlan: pricedPlan.nullable(),
  /** The plans it can be bought on, and those it comes with, smallest first. */
  availableForPlans: z.array(named),
  includedInPlans: z.array(named),
})
export type AddonAccess = z.infer<typeof addonAccess>

/** `GET /api/entitlements`: what the caller may do now in a family, why, and what there is to add. */
export const entitlementsResponse = z.object({
  family: named,
  /** When this was so, and until when nothing of it changes unless something is bought, ended or edited. */
  at: instant,
  validUntil: instant.nullable(),
  plan: named.nullable(),
  features: z.array(
    named.extend({
      unit: z.string(),
      kind: z.enum(['counter', 'gauge', 'cap', 'flag']),
      window: z.enum(['none', 'day', 'month']),
      held: z.boolean(),
      value,
      sources: z.array(
        named.extend({
          kind: z.enum(['plan', 'addon']),
          quantity: z.int(),
          value,
          until: instant.nullable(),
        }),
      ),
    }),
  ),
  addons: z.array(addonAccess),
})
export type EntitlementsResponse = z.infer<typeof entitlementsResponse>

/** Whether a feature may be used, and the ways to it: the cheapest add-on first, the smallest plan first. */
export const featureAccess = z.object({
  feature: named,
  allowed: z.boolean(),
  /** The plan held; null where a family has none for who has not bought one. */
  plan: pricedPlan.nullable(),
  addons: z.array(addonAccess),
  plans: z.array(pricedPlan),
})
export type FeatureAccessResponse = z.infer<typeof featureAccess>

/** `GET /api/custom/entitlements/me` (S4.5): `plan` is a code, everything else what a feature comes to. */
export const flatEntitlements = z.record(z.string(), z.union([z.string(), value]))
