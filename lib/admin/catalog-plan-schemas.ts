import { z } from 'zod'
import {
  billedAt,
  catalogFeature,
  catalogStatus,
  changeRequest,
  editableItem,
  holders,
  word,
} from './catalog-schemas.ts'
import { instant, minor, named } from './table-schemas.ts'

/** A row of `GET /api/admin/catalog/plans`. */
export const planRow = named.extend({
  id: z.uuid(),
  family: named,
  status: catalogStatus,
  /** From the smallest plan of the family to the largest. */
  rank: z.int(),
  /** Who has not bought a plan is on this one (D10). */
  isDefault: z.boolean(),
  /** Null while it has no price. For `intervalMonths`. */
  priceMinor: minor.nullable(),
  currency: z.string(),
  intervalMonths: z.int(),
  holders: holders.omit({ units: true }),
  updatedAt: instant,
})
export type PlanRow = z.infer<typeof planRow>

/** The plan it comes after, from the smallest of the family to the largest. It can be moved while it is a draft. */
const after = z.string().min(1).max(100)

/** `PATCH /api/admin/catalog/plans/{id}`. */
export const updatePlanRequest = changeRequest({ ...editableItem, after })
export type PlanChange = Omit<z.output<typeof updatePlanRequest>, 'updatedAt'>

/** `POST /api/admin/catalog/plans`: a draft, which is edited and then published. */
export const createPlanRequest = z.strictObject({
  family: z.string().min(1).max(100),
  code: word,
  name: editableItem.name,
  after,
})
export type CreatePlanRequest = z.output<typeof createPlanRequest>

/** A plan with everything that can be changed of it, and what there is to choose from. */
export const planDetail = planRow.extend({
  description: z.string(),
  grants: editableItem.grants,
  billedAt: billedAt.nullable(),
  features: z.array(catalogFeature),
  /** Null for the first of the family. */
  after: z.string().nullable(),
  /** The others of its family, from the smallest to the largest. */
  others: z.array(named),
  /** Names of the add-ons that come with it, and of those that can be bought on it. */
  includes: z.array(z.string()),
  sells: z.array(z.string()),
})
export type PlanDetail = z.infer<typeof planDetail>
