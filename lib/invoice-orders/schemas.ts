import { z } from 'zod'
import { handOff } from '#lib/purchases/schemas.ts'

/** `POST /api/billing/invoices/{id}/pay`. */
export const payInvoiceRequest = z
  .strictObject({
    /** Charge what is saved, at once; otherwise it is paid on a page. */
    saved_method: z.boolean().default(false),
  })
  .optional()

/**
 * `POST /api/billing/invoices/{id}/pay`: how an invoice is paid. `paid`: it is; `in_flight`: a payment of it waits for
 * the bank, and no other is needed; `open`: the browser goes on with `handOff`. Amounts are minor units as text.
 */
export const payInvoiceResponse = z.object({
  status: z.enum(['paid', 'in_flight', 'open']),
  amountMinor: z.string(),
  currency: z.string(),
  handOff: handOff.nullable(),
})
export type PayInvoiceResponse = z.infer<typeof payInvoiceResponse>
