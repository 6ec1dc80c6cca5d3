import { z } from 'zod'
import {
  billedAt,
  catalogFeature,
  catalogStatus,
  changeRequest,
  editableItem,
  holders,
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

/** `PATCH /api/admin/catalog/plans/{id}`. */
export const updatePlanRequest = changeRequest(editableItem)
export type PlanChange = Omit<z.output<typeof updatePlanRequest>, 'updatedAt'>

/** A plan with everything that can be changed of it, and what there is to choose from. */
export const planDetail = planRow.extend({
  description: z.string(),
  grants: editableItem.grants,
  billedAt: billedAt.nullable(),
  features: z.array(catalogFeature),
  /** Names of the add-ons that come with it. */
  includes: z.array(z.string()),
})
export type PlanDetail = z.infer<typeof planDetail>
