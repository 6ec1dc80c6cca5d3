import { z } from 'zod'
import { savedMethodResponse } from '#lib/payments/schemas.ts'
import { handOff } from '#lib/purchases/schemas.ts'

/**
 * `GET /api/billing/invoices/{id}/pay`: what an unpaid invoice could be charged to, where nothing is saved only a page
 * is left; and why the last try to pay it came to nothing.
 */
export const waysToPayResponse = savedMethodResponse.extend({ lastFailure: z.string().nullable() })
export type WaysToPay = z.infer<typeof waysToPayResponse>

/** `POST /api/billing/invoices/{id}/pay`. */
export const payInvoiceRequest = z
  .strictObject({
    /** Charge what is saved, at once; otherwise, and when nothing is saved, it is paid on a page. */
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
