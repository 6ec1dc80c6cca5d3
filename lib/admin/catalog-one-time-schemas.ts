import { z } from 'zod'
import { SERVICES_FAMILY } from '#lib/one-time/schemas.ts'
import { catalogStatus, changeRequest, editableItem } from './catalog-schemas.ts'
import { instant, minor, named } from './table-schemas.ts'

/** A row of `GET /api/admin/catalog/one-time`, with everything that can be changed of it. */
export const oneTimeRow = named.extend({
  id: z.uuid(),
  family: named,
  description: z.string(),
  /** How invoices call it; null: by its name. */
  invoiceDisplayName: z.string().nullable(),
  status: catalogStatus,
  /** Null while it has none: then it cannot be charged. */
  priceMinor: minor.nullable(),
  currency: z.string(),
  /** Whether its tax is in the price, or added to it. */
  pricesIncludeTax: z.boolean(),
  /** How often it was applied to a customer. */
  timesApplied: z.int(),
  updatedAt: instant,
})
export type OneTimeRow = z.infer<typeof oneTimeRow>

const editable = {
  name: editableItem.name,
  description: z.string().trim().max(2_000),
  invoiceDisplayName: z.string().trim().min(1).max(255).nullable(),
  priceMinor: editableItem.priceMinor,
  status: catalogStatus,
}

/** `PATCH /api/admin/catalog/one-time/{id}`. */
export const updateOneTimeRequest = changeRequest(editable)
export type OneTimeChange = Omit<z.output<typeof updateOneTimeRequest>, 'updatedAt'>

/** The family new ones are of; they are priced in its currency. */
export const ONE_TIME_FAMILY = SERVICES_FAMILY

/** `POST /api/admin/catalog/one-time`. */
export const createOneTimeRequest = z.strictObject({
  code: z.string().trim().min(1).max(255),
  name: editable.name,
  priceMinor: editable.priceMinor,
  status: z.enum(['draft', 'published']).default('draft'),
})
