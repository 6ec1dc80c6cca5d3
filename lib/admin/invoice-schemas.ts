import { z } from 'zod'
import { customerRef, instant, minor } from './table-schemas.ts'

export const invoiceState = z.enum(['pending', 'succeeded', 'failed', 'void'])

/** A row of `GET /api/admin/invoices`. */
export const invoiceRow = z.object({
  id: z.uuid(),
  number: z.string(),
  issuedAt: instant,
  customer: customerRef,
  /** The legal name of whose book it is in: numbers are its own. */
  seller: z.string(),
  type: z.string(),
  state: invoiceState,
  purchaseId: z.uuid().nullable(),
  totalMinor: minor,
  taxMinor: minor,
  creditedMinor: minor,
  currency: z.string(),
})
export type InvoiceRow = z.infer<typeof invoiceRow>
