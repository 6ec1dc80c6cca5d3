import { z } from 'zod'

/** Query of what a customer may have in several families: `family` says which one is meant. */
export const familyQuery = z.strictObject({
  family: z.string().min(1).max(100).optional(),
  /** Which key, in a family that API keys hold. */
  api_key_id: z.uuid().optional(),
})

/** What one unit adds to a number, `true` for a flag, null for "without limit". */
const granted = z.union([z.int().nonnegative(), z.literal(true), z.null()])

/** `GET /api/addons/` (S0.3): the seed's product with every field of its collection (S0.1). Major units (D2). */
export const addonProductResponse = z.object({
  id: z.uuid(),
  addon_id: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  category: z.string(),
  price_monthly: z.number(),
  currency: z.string(),
  increment: z.record(z.string(), granted),
  available_for_plans: z.array(z.string()),
  max_quantity: z.int(),
  is_stackable: z.boolean(),
  icon: z.string().nullable(),
  badge: z.string().nullable(),
  sort_order: z.int(),
  is_active: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type AddonProductResponse = z.infer<typeof addonProductResponse>

/** Why an add-on cannot be bought: a machine word, and the sentence a person reads (S0.6). */
export const eligibility = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    code: z.enum([
      'addon_not_found',
      'addon_not_available',
      'addon_not_available_for_plan',
      'addon_not_stackable',
      'max_quantity_exceeded',
    ]),
    reason: z.string(),
  }),
])

/** `GET /api/billing/catalog`: an add-on as the billing page offers it to this customer (S0.11). */
export const catalogOffer = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  category: z.string(),
  icon: z.string().nullable(),
  badge: z.string().nullable(),
  isStackable: z.boolean(),
  maxQuantity: z.int(),
  sortOrder: z.int(),
  /** What one unit grants. `true` is a flag, null is "without limit". */
  grants: z.array(z.object({ feature: z.string(), name: z.string(), unit: z.string(), value: granted })),
  availableForPlans: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Minor units as text, for one unit and `intervalMonths`. */
  unitPriceMinor: z.string(),
  currency: z.string(),
  intervalMonths: z.int(),
  /** It comes with the customer's plan. */
  includedInPlan: z.boolean(),
  held: z.int(),
  /** What a held unit costs, which may be an earlier price; null when they cost different amounts. */
  heldAtMinor: z.string().nullable(),
  /** In purchases that are still open and would not give way to a new one of this caller. */
  pending: z.int(),
  /** How many more can be bought now. */
  maxMore: z.int(),
  purchasable: eligibility,
})
export type CatalogOffer = z.infer<typeof catalogOffer>

/** Minor units, for one unit and `intervalMonths`. */
export const unitPrice = z.object({ amountMinor: z.int(), currency: z.string(), intervalMonths: z.int() })

const grantedFeature = z.object({
  name: z.string(),
  unit: z.string(),
  window: z.enum(['none', 'day', 'month']),
  value: granted,
})
const namedPlan = z.object({ code: z.string(), name: z.string() })

/** What a family sells, for who has not decided yet (S3.5): plans by rank, add-ons in their order. */
export const priceList = z.object({
  family: z.object({ code: z.string(), name: z.string() }),
  plans: z.array(
    namedPlan.extend({
      description: z.string(),
      price: unitPrice,
      features: z.array(grantedFeature),
      /** Names of the add-ons that come with it. */
      includes: z.array(z.string()),
    }),
  ),
  addons: z.array(
    namedPlan.extend({
      description: z.string(),
      category: z.string(),
      icon: z.string().nullable(),
      badge: z.string().nullable(),
      price: unitPrice,
      availableForPlans: z.array(namedPlan),
      includedInPlans: z.array(namedPlan),
    }),
  ),
})
export type PriceList = z.infer<typeof priceList>
