import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'

// Lago's wire contract (S1). Fields nobody knows are left out, as Lago does: its clients send what they have.

/** The most an amount may be, in minor units: far above what anybody asks for, far below what JSON rounds. */
export const MAX_AMOUNT = 1_000_000_000_000

const hasText = {
  check: (value: string) => value.trim() !== '',
  said: { error: 'This field is required.', params: { code: 'missing' } },
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
})

/** S1.1 a new add-on; its currency is the family's when nothing is said. */
export const createAddOnRequest = z.object({
  add_on: addOnFields.partial({ amount_currency: true }),
})
export type CreateAddOnRequest = z.infer<typeof createAddOnRequest>['add_on']

/** S1.1 a change of an add-on: what is left out stays as it is. */
export const updateAddOnRequest = z.object({ add_on: addOnFields.partial() })
export type UpdateAddOnRequest = z.infer<typeof updateAddOnRequest>['add_on']

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
  taxes: z.array(z.object({ code: z.string() })),
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
