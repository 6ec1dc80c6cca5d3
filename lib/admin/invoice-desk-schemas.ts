import { z } from 'zod'
import { invoiceRow } from './invoice-schemas.ts'
import { instant, minor } from './table-schemas.ts'

/** A line of an invoice at the desk. Amounts are before tax, as credits of lines are. */
const invoiceLine = z.object({
  id: z.uuid(),
  description: z.string(),
  netMinor: minor,
  taxMinor: minor,
  /** What can still be credited of it. */
  creditableMinor: minor,
})
export type InvoiceDeskLine = z.infer<typeof invoiceLine>

const creditNote = z.object({
  id: z.uuid(),
  number: z.string(),
  issuedAt: instant,
  reason: z.string(),
  totalMinor: minor,
  /** Where it went: back (`refunded`, on its way `refunding`), the balance, or off what an unpaid invoice asks for. */
  went: z.enum(['refunded', 'refunding', 'balance', 'offset']),
})
export type InvoiceDeskNote = z.infer<typeof creditNote>

/** `GET /api/admin/invoices/{id}`: an invoice with its credit notes, and what staff can still do with it. */
export const invoiceDetail = invoiceRow.extend({
  dueMinor: minor,
  lines: z.array(invoiceLine),
  creditNotes: z.array(creditNote),
  /** What can still be credited of it, with its tax. */
  creditableMinor: minor,
  /** What of its payment the provider can still give back. */
  refundableMinor: minor,
  /** Whether a credit may stay in the customer's balance. */
  keepsBalance: z.boolean(),
  canVoid: z.boolean(),
})
export type InvoiceDetail = z.infer<typeof invoiceDetail>

const ITEM = /^[0-9a-f-]{36}:[1-9]\d{0,12}$/

/** `GET /api/admin/invoices/{id}/credit?items=…`: so much of which lines, `{line}:{amount before tax}`, by commas. */
export const creditPreviewQuery = z.strictObject({
  items: z
    .string()
    .max(10_000)
    .refine((text) => text.split(',').every((item) => ITEM.test(item)), {
      error: 'Must be lines and amounts above 0, such as {line}:2500.',
    }),
})

/** What a credit of these lines would come to. */
export const creditPreview = z.object({ totalMinor: minor, taxMinor: minor })

/** Why something is credited, in the words of the book. */
const CREDIT_REASONS = [
  'other',
  'duplicated_charge',
  'product_unsatisfactory',
  'order_change',
  'order_cancellation',
  'fraudulent_charge',
] as const

/**
 * `POST /api/admin/invoices/{id}/credit-notes`: so much of which lines, before tax, and where it goes: back to the
 * payer, to the balance, or, unpaid, off what the invoice asks for. What could be credited when it was decided
 * (`creditableMinor`) has to be so still.
 */
export const creditRequest = z.strictObject({
  items: z
    .array(z.strictObject({ lineId: z.uuid(), amountMinor: z.int().min(1).max(1_000_000_000_000) }))
    .min(1)
    .max(200),
  to: z.enum(['payer', 'balance', 'invoice']),
  creditableMinor: minor.min(0),
  reasonCode: z.enum(CREDIT_REASONS),
  reason: z.string().trim().min(3).max(500),
})
export type CreditRequest = z.output<typeof creditRequest>

export const creditAnswer = z.object({ id: z.uuid(), number: z.string(), totalMinor: minor })
