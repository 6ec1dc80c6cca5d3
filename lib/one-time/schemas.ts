import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { readUnits } from '#lib/money/units.ts'

// Lago's wire contract (S1). Fields nobody knows are left out, as Lago does: its clients send what they have.

/** The family whose one-time add-ons Lago's addresses speak of by their codes. */
export const SERVICES_FAMILY = 'services'

/** The most an amount may be, in minor units: far above what anybody asks for, far below what JSON rounds. */
export const MAX_AMOUNT = 1_000_000_000_000

const MISSING = 'This field is required.'
const hasText = {
  check: (value: string) => value.trim() !== '',
  said: { error: MISSING, params: { code: 'missing' } },
}
const name = z.string().max(255).refine(hasText.check, hasText.said)
const currency = z.string().refine(isCurrency, { error: 'Must be the code of a currency, such as USD.' })
/** What something costs, in minor units; nothing is given away or paid out by an add-on. */
const amount = z.int().min(1).max(MAX_AMOUNT)
const instant = z.iso.datetime()

const addOnFields = z.object({
  code: name,
  name,
  amount_cents: amount,
  amount_currency: currency,
  description: z.string().max(2_000).nullish(),
  invoice_display_name: z.string().max(255).nullish(),
  /** Of the issuer's taxes. None: those of the customer or the family apply. */
  tax_codes: z.array(name).max(10).nullish(),
})

/** S1.1 a new add-on; its currency is the family's when nothing is said. */
export const createAddOnRequest = z.object({
  add_on: addOnFields.partial({ amount_currency: true }),
})
export type CreateAddOnRequest = z.infer<typeof createAddOnRequest>['add_on']

/** S1.1 a change of an add-on: what is left out stays as it is. */
export const updateAddOnRequest = z.object({ add_on: addOnFields.partial() })
export type UpdateAddOnRequest = z.infer<typeof updateAddOnRequest>['add_on']

/** S1.2 a refusal, as clients of Lago expect it. `error_details`: what is wrong with which field. */
export const lagoError = z.object({
  status: z.int(),
  error: z.string(),
  code: z.string().optional(),
  error_details: z.record(z.string(), z.array(z.string())).optional(),
})

/** A tax an add-on has; its rate is in percent. */
const taxObject = z.object({
  lago_id: z.uuid(),
  name: z.string(),
  code: z.string(),
  rate: z.number(),
  description: z.null(),
  applied_to_organization: z.boolean(),
  created_at: instant,
})

/** S1.1 an add-on, as Lago shows it; `id` is `lago_id` once more. */
export const addOnObject = z.object({
  lago_id: z.uuid(),
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  invoice_display_name: z.string().nullable(),
  amount_cents: z.int(),
  amount_currency: z.string(),
  tax_codes: z.array(z.string()),
  taxes: z.array(taxObject),
  created_at: instant,
})
export type AddOnObject = z.infer<typeof addOnObject>

/** Where a page of a list stands (S1.1). */
export const pageMeta = z.object({
  current_page: z.int(),
  next_page: z.int().nullable(),
  prev_page: z.int().nullable(),
  total_pages: z.int(),
  total_count: z.int(),
})
export type PageMeta = z.infer<typeof pageMeta>

/** Refuses an object that has neither of two fields, one of which says who or what is meant. */
function oneOf(names: readonly [string, string]) {
  return (value: Record<string, unknown>, context: z.core.$RefinementCtx) => {
    if (names.some((field) => value[field] !== undefined)) return
    context.addIssue({
      code: 'custom',
      path: [names[0]],
      message: MISSING,
      params: { code: 'missing' },
    })
  }
}

/** S1.3 an add-on charged to a customer, at its price or at another. `customer_id` is ours or the caller's own. */
export const applyAddOnRequest = z.object({
  applied_add_on: z
    .object({
      external_customer_id: name.optional(),
      customer_id: name.optional(),
      add_on_code: name.optional(),
      add_on_id: name.optional(),
      amount_cents: amount.nullish(),
      amount_currency: currency.nullish(),
    })
    .superRefine(oneOf(['external_customer_id', 'customer_id']))
    .superRefine(oneOf(['add_on_code', 'add_on_id'])),
})
export type ApplyAddOnRequest = z.infer<typeof applyAddOnRequest>['applied_add_on']

/** S1.3 what was applied, and the invoice that asks for it. */
export const appliedAddOnObject = z.object({
  lago_id: z.uuid(),
  id: z.uuid(),
  lago_add_on_id: z.uuid(),
  add_on_id: z.uuid(),
  add_on_code: z.string(),
  lago_customer_id: z.uuid(),
  customer_id: z.string(),
  external_customer_id: z.string(),
  lago_invoice_id: z.uuid(),
  invoice_id: z.uuid(),
  amount_cents: z.int(),
  amount_currency: z.string(),
  created_at: instant,
})
export type AppliedAddOnObject = z.infer<typeof appliedAddOnObject>

/** How many, with up to six decimals: hours of work need not be whole. */
const units = z.union([z.number(), z.string()]).superRefine((value, context) => {
  const read = readUnits(value)
  if (typeof read === 'bigint') return
  const message = 'Must be a number above 0 with at most six decimals.'
  context.addIssue({ code: 'custom', message, params: { code: read } })
})

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** One line of a one-off invoice. Without an amount the add-on's price is asked; without units, one is meant. */
const feeRequest = z
  .object({
    add_on_code: name.optional(),
    add_on_id: name.optional(),
    unit_amount_cents: z.int().min(0).max(MAX_AMOUNT).nullish(),
    units: units.nullish(),
    name: z.string().max(255).nullish(),
    invoice_display_name: z.string().max(255).nullish(),
    description: z.string().max(2_000).nullish(),
    from_datetime: moment.nullish(),
    to_datetime: moment.nullish(),
    tax_codes: z.array(name).max(10).nullish(),
  })
  .superRefine(oneOf(['add_on_code', 'add_on_id']))
export type FeeRequest = z.infer<typeof feeRequest>

/** S1.4 an invoice of several add-ons at once. */
export const createInvoiceRequest = z.object({
  invoice: z
    .object({
      external_customer_id: name.optional(),
      customer_id: name.optional(),
      currency: currency.nullish(),
      fees: z
        .array(feeRequest)
        .max(200)
        .refine((fees) => fees.length > 0, { error: MISSING, params: { code: 'missing' } }),
    })
    .superRefine(oneOf(['external_customer_id', 'customer_id'])),
})
export type CreateInvoiceRequest = z.infer<typeof createInvoiceRequest>['invoice']

/** Whether an invoice still asks for money, in Lago's words. We have no drafts: those lists are empty. */
const invoiceStatus = z.enum(['draft', 'finalized', 'voided', 'failed', 'pending'])

/** S1.4 what a list of invoices is narrowed to. Days are those on the documents. */
export const invoiceFilter = {
  external_customer_id: z.string().max(255).optional(),
  status: invoiceStatus.optional(),
  payment_status: z.enum(['pending', 'succeeded', 'failed']).optional(),
  issuing_date_from: z.iso.date().optional(),
  issuing_date_to: z.iso.date().optional(),
}

/** A tax of a document or of a line of it; its rate is in percent. */
const appliedTaxObject = z.object({
  lago_id: z.uuid(),
  tax_name: z.string(),
  tax_code: z.string(),
  tax_rate: z.number(),
  tax_description: z.null(),
  amount_cents: z.int(),
  amount_currency: z.string(),
  created_at: instant,
})

/** S1.4 a line of an invoice, as Lago shows it. Its amount is before tax. */
export const feeObject = z.object({
  lago_id: z.uuid(),
  lago_invoice_id: z.uuid(),
  lago_subscription_id: z.null(),
  external_subscription_id: z.null(),
  lago_customer_id: z.uuid(),
  external_customer_id: z.string(),
  item: z.object({
    type: z.enum(['add_on', 'subscription']),
    code: z.string().nullable(),
    name: z.string(),
    description: z.string().nullable(),
    invoice_display_name: z.string(),
    lago_item_id: z.uuid().nullable(),
    item_type: z.enum(['AddOn', 'Subscription']),
  }),
  pay_in_advance: z.boolean(),
  invoiceable: z.boolean(),
  amount_cents: z.int(),
  amount_currency: z.string(),
  taxes_amount_cents: z.int(),
  taxes_rate: z.number(),
  total_amount_cents: z.int(),
  total_amount_currency: z.string(),
  units: z.string(),
  unit_amount_cents: z.int(),
  precise_unit_amount: z.string(),
  description: z.string().nullable(),
  payment_status: z.enum(['pending', 'succeeded', 'failed']),
  from_date: instant.nullable(),
  to_date: instant.nullable(),
  created_at: instant,
  applied_taxes: z.array(appliedTaxObject),
})
export type FeeObject = z.infer<typeof feeObject>

/** S1.4 an invoice, as Lago shows it in lists. */
export const invoiceObject = z.object({
  lago_id: z.uuid(),
  id: z.uuid(),
  billing_entity_code: z.string(),
  sequential_id: z.int(),
  number: z.string(),
  issuing_date: z.iso.date(),
  payment_due_date: z.iso.date(),
  net_payment_term: z.int(),
  invoice_type: z.enum(['subscription', 'add_on', 'one_off']),
  status: invoiceStatus,
  payment_status: z.enum(['pending', 'succeeded', 'failed']),
  payment_overdue: z.boolean(),
  payment_dispute_lost_at: z.null(),
  currency: z.string(),
  fees_amount_cents: z.int(),
  taxes_amount_cents: z.int(),
  coupons_amount_cents: z.int(),
  progressive_billing_credit_amount_cents: z.int(),
  prepaid_credit_amount_cents: z.int(),
  credit_notes_amount_cents: z.int(),
  sub_total_excluding_taxes_amount_cents: z.int(),
  sub_total_including_taxes_amount_cents: z.int(),
  total_amount_cents: z.int(),
  total_due_amount_cents: z.int(),
  file_url: z.string().nullable(),
  version_number: z.int(),
  self_billed: z.boolean(),
  created_at: instant,
  updated_at: instant,
  voided_at: instant.nullable(),
  customer: z.object({
    lago_id: z.uuid(),
    external_id: z.string(),
    name: z.string(),
    email: z.string(),
    country: z.string().nullable(),
    currency: z.string(),
  }),
  applied_taxes: z.array(appliedTaxObject.extend({ fees_amount_cents: z.int() })),
  metadata: z.array(z.never()),
})
export type InvoiceObject = z.infer<typeof invoiceObject>

/** S1.4 an invoice with its lines, as Lago shows one. */
export const invoiceDetailObject = invoiceObject.extend({ fees: z.array(feeObject) })
export type InvoiceDetailObject = z.infer<typeof invoiceDetailObject>

/** Why something is credited, in Lago's words. */
export const creditReason = z.enum([
  'duplicated_charge',
  'product_unsatisfactory',
  'order_change',
  'order_cancellation',
  'fraudulent_charge',
  'other',
])

/** A part of a credit note, with its tax. */
const creditPart = z.int().min(0).max(MAX_AMOUNT).nullish()

/**
 * S1.6 a credit of some lines of an invoice; a line's amount is before tax. Where it goes adds up to the lines with
 * their tax: back to the payer, to the customer's balance, or off an invoice that is not paid yet. Without a word it
 * is the balance, or that invoice.
 */
export const createCreditNoteRequest = z.object({
  credit_note: z.object({
    invoice_id: z.string().max(255),
    reason: creditReason.nullish(),
    description: z.string().max(2_000).nullish(),
    credit_amount_cents: creditPart,
    refund_amount_cents: creditPart,
    offset_amount_cents: creditPart,
    items: z
      .array(z.object({ fee_id: z.string().max(255), amount_cents: amount }))
      .max(200)
      .refine((items) => items.length > 0, { error: MISSING, params: { code: 'missing' } }),
  }),
})
export type CreateCreditNoteRequest = z.infer<typeof createCreditNoteRequest>['credit_note']

/** S1.6 what a list of credit notes is narrowed to. */
export const creditNoteFilter = {
  external_customer_id: z.string().max(255).optional(),
  invoice_number: z.string().max(255).optional(),
  reason: creditReason.optional(),
  issuing_date_from: z.iso.date().optional(),
  issuing_date_to: z.iso.date().optional(),
}

/** S1.6 a credit note, as Lago shows it. One about an invoice as a whole has no items. */
export const creditNoteObject = z.object({
  lago_id: z.uuid(),
  id: z.uuid(),
  billing_entity_code: z.string(),
  sequential_id: z.int(),
  number: z.string(),
  lago_invoice_id: z.uuid(),
  invoice_number: z.string(),
  issuing_date: z.iso.date(),
  credit_status: z.enum(['available', 'consumed']).nullable(),
  refund_status: z.enum(['pending', 'succeeded', 'failed']).nullable(),
  reason: creditReason,
  description: z.string().nullable(),
  currency: z.string(),
  total_amount_cents: z.int(),
  taxes_amount_cents: z.int(),
  taxes_rate: z.number(),
  sub_total_excluding_taxes_amount_cents: z.int(),
  coupons_adjustment_amount_cents: z.int(),
  balance_amount_cents: z.int(),
  credit_amount_cents: z.int(),
  refund_amount_cents: z.int(),
  offset_amount_cents: z.int(),
  file_url: z.string().nullable(),
  self_billed: z.boolean(),
  created_at: instant,
  updated_at: instant,
  items: z.array(
    z.object({
      lago_id: z.uuid(),
      amount_cents: z.int(),
      amount_currency: z.string(),
      fee: feeObject,
    }),
  ),
  applied_taxes: z.array(appliedTaxObject.extend({ base_amount_cents: z.int() })),
})
export type CreditNoteObject = z.infer<typeof creditNoteObject>
