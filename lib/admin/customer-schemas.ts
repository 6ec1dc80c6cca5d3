import { z } from 'zod'
import { instant, minor, named } from './table-schemas.ts'

/** A row of `GET /api/admin/customers`. */
export const customerRow = z.object({
  id: z.uuid(),
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: instant,
  /** One per family it has a subscription in, the oldest first. */
  families: z.array(
    named.extend({
      plan: z.string().nullable(),
      /** How many different add-ons are held now. */
      addons: z.int(),
      /** What it pays a month for what is held now: bought, not granted. */
      monthlyMinor: minor,
      currency: z.string(),
    }),
  ),
})
export type CustomerRow = z.infer<typeof customerRow>
