import { z } from 'zod'
import { named } from './table-schemas.ts'

/** What lists are narrowed to: a row of `GET /api/admin/families`. */
export const familyRow = named.extend({
  currency: z.string(),
  provider: z.string(),
  /** From the smallest to the largest; none where nothing is held. */
  plans: z.array(named),
})
export type FamilyRow = z.infer<typeof familyRow>
