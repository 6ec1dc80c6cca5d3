import { z } from 'zod'
import { named } from './table-schemas.ts'

/** What lists are narrowed to: a row of `GET /api/admin/families`. */
export const familyRow = named.extend({ currency: z.string(), provider: z.string() })
export type FamilyRow = z.infer<typeof familyRow>
