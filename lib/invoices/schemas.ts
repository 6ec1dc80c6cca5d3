import { z } from 'zod'

/** Minor units as text, so that no amount is too large for JSON. */
const amount = z.string().regex(/^-?\d+$/)

/** A day in the issuer's zone, as ISO 8601 writes it. */
const day = z.iso.date()

const party = z.object({
  name: z.string(),
  /** The address, a line each, and an email where that is all there is. */
  lines: z.array(z.string()),
  /** Tax numbers, as they are called where they were given: GSTIN, VAT id. */
  ids: z.array(z.object({ label: z.string(), value: z.string() })),
})

const documentLine = z.object({
  description: z.string(),
  details: z.array(z.string()),
  hsnSac: z.string().nullable(),
  /** A decimal number; null where nothing is counted. */
  quantity: z.string().nullable(),
  unitAmountMinor: amount.nullable(),
  /** The taxable value. */
  netMinor: amount,
  taxes: z.array(z.object({ label: z.string(), amountMinor: amount })),
  /** With its tax. */
  totalMinor: amount,
})

/** What a document says of itself across its head. */
const documentStamp = z.enum(['paid', 'unpaid', 'void'])

/**
 * An invoice or a credit note as a person reads it: what the page and the PDF are drawn from. Names, addresses and
 * taxes are those of the day it was issued.
 */
export const billingDocument = z.object({
  kind: z.enum(['invoice', 'credit_note']),
  title: z.string(),
  /** Which copy it is, where the law wants that said. */
  copy: z.string().nullable(),
  number: z.string(),
  issueDate: day,
  currency: z.string(),
  stamp: documentStamp.nullable(),
  issuer: party,
  customer: party,
  /** Dates, references, place of supply. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Whether the unit prices contain the tax. */
  pricesIncludeTax: z.boolean(),
  lines: z.array(documentLine),
  /** From the taxable value down to what is to be paid; the last one counts. */
  totals: z.array(z.object({ label: z.string(), amountMinor: amount, strong: z.boolean() })),
  /** The total in words, where readers expect that. */
  inWords: z.string().nullable(),
  notes: z.array(z.string()),
})
export type BillingDocument = z.infer<typeof billingDocument>

/**
 * What a customer's invoice or credit note stands at: `unpaid` asks to be paid, `void` was withdrawn. A credit note's
 * money is `refunded`, on its way (`refunding`), in the customer's `balance`, or `offset` against an unpaid invoice.
 */
const documentStatus = z.enum(['paid', 'unpaid', 'void', 'refunded', 'refunding', 'balance', 'offset'])

/** `GET /api/billing/invoices`: invoices and credit notes, the newest first: a bare list with `Link`. */
export const documentSummary = z.object({
  id: z.uuid(),
  kind: z.enum(['invoice', 'credit_note']),
  number: z.string(),
  issueDate: day,
  /** What it is about, in a few words. */
  description: z.string(),
  currency: z.string(),
  totalMinor: amount,
  status: documentStatus,
  /** What is still to be paid. */
  dueMinor: amount,
  /** Of a credit note: which invoice it is about. */
  invoiceNumber: z.string().nullable(),
})
export type DocumentSummary = z.infer<typeof documentSummary>
