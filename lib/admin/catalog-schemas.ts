import { z } from 'zod'
import { instant, minor, named } from './table-schemas.ts'

export const catalogStatus = z.enum(['draft', 'published', 'archived'])
export type CatalogStatus = z.infer<typeof catalogStatus>

/** S0.16: what a unit costs beside the same unit of the next plan. Reported, never enforced. */
const priceBand = z.object({
  plan: z.string(),
  nextPlan: z.string(),
  feature: z.string(),
  /** Hundredths of a percent of the next plan's price per unit. */
  basisPoints: z.int(),
  verdict: z.enum(['below', 'within', 'above']),
  /** What the add-on would cost a month at 40 % and at 60 %. */
  fromMinor: minor,
  toMinor: minor,
})

/** Who holds it now. */
export const holders = z.object({
  customers: z.int(),
  units: z.int(),
  /** Customers who pay another price than today's. */
  atOtherPrice: z.int(),
})

/** A row of `GET /api/admin/catalog`. */
export const catalogRow = named.extend({
  id: z.uuid(),
  family: named,
  status: catalogStatus,
  type: z.string(),
  category: z.string(),
  /** Null while it has no price. For one unit and `intervalMonths`. */
  priceMinor: minor.nullable(),
  currency: z.string(),
  intervalMonths: z.int(),
  sortOrder: z.int(),
  holders,
  bands: z.array(priceBand),
  updatedAt: instant,
})
export type CatalogRow = z.infer<typeof catalogRow>

export const grantValue = z.object({
  feature: z.string().min(1).max(100),
  /** Null is "without limit"; of a flag: 1. */
  value: z.int().min(1).nullable(),
})
export type GrantValue = z.infer<typeof grantValue>
const planAvailability = z.object({
  code: z.string().min(1).max(100),
  availability: z.enum(['available', 'included']),
})

/** What can be edited of plans as of add-ons. */
export const editableItem = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500),
  /** What it grants; of an add-on, one unit. */
  grants: z.array(grantValue).max(50).refine(hasNoTwice('feature'), { error: 'Names a feature twice.' }),
  /** Another amount becomes a new price; who holds it keeps the one it was bought at. */
  priceMinor: minor.min(1).max(1_000_000_000_000),
  status: catalogStatus,
}

const editable = {
  ...editableItem,
  badge: z.string().trim().min(1).max(30).nullable(),
  /** A name of the set the cards show. */
  icon: z
    .string()
    .max(50)
    .refine((name) => /^[a-z][a-z0-9-]*$/.test(name), {
      error: 'Must be the name of an icon, such as hard-drive.',
    })
    .nullable(),
  sortOrder: z.int().min(0).max(1_000_000),
  maxQuantity: z.int().min(1).max(10_000),
  isStackable: z.boolean(),
  selfService: z.boolean(),
  decrease: z.enum(['credit', 'period_end']),
  /** Every plan it can be bought on or comes with. */
  plans: z.array(planAvailability).max(50).refine(hasNoTwice('code'), { error: 'Names a plan twice.' }),
}

function hasNoTwice<Key extends string>(key: Key) {
  return (items: readonly Record<Key, string>[]) =>
    new Set(items.map((item) => item[key])).size === items.length
}

/** What is to change of something, and the `updatedAt` of what was looked at. */
export function changeRequest<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject({ ...z.object(shape).partial().shape, updatedAt: instant })
    .refine((change) => Object.keys(change).length > 1, { error: 'Changes nothing.' })
}

/** `PATCH /api/admin/catalog/{id}`. */
export const updateAddonRequest = changeRequest(editable)
export type AddonChange = Omit<z.output<typeof updateAddonRequest>, 'updatedAt'>

/** How programs call something. */
export const word = z
  .string()
  .max(50)
  .refine((code) => /^[a-z][a-z0-9_]*$/.test(code), {
    error: 'Must be lower-case letters, digits and underscores.',
  })

/** `POST /api/admin/catalog`: a draft, which is edited and then published. */
export const createAddonRequest = z.strictObject({
  family: z.string().min(1).max(100),
  code: word,
  name: editable.name,
  /** What it extends, such as storage. */
  type: word,
  /** How it is grouped, such as capacity. */
  category: word,
})
export type CreateAddonRequest = z.output<typeof createAddonRequest>

/** Something that can be granted. */
export const catalogFeature = named.extend({
  unit: z.string(),
  kind: z.enum(['counter', 'gauge', 'cap', 'flag']),
  window: z.enum(['none', 'day', 'month']),
})

/** A provider that bills by subscriptions of its own, and whether it knows today's price and name. */
export const billedAt = z.object({
  provider: z.string(),
  state: z.enum(['known', 'on_its_way', 'unknown']),
})
export type BilledAt = z.infer<typeof billedAt>

/** An add-on with everything that can be changed of it, and what there is to choose from. */
export const catalogDetail = catalogRow.extend({
  ...z.object(editable).omit({ priceMinor: true, status: true }).shape,
  // What seeds wrote is shown as it is, however long.
  name: z.string(),
  description: z.string(),
  badge: z.string().nullable(),
  icon: z.string().nullable(),
  billedAt: billedAt.nullable(),
  /** What its family has to choose from. */
  features: z.array(catalogFeature),
  familyPlans: z.array(named),
})
export type CatalogDetail = z.infer<typeof catalogDetail>
