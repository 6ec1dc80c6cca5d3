import { z } from 'zod'

/**
 * The parts of Razorpay's objects we read, leniently: `captured` is "1" in some payloads and a boolean in others,
 * `notes` is [] when empty, and fields come and go.
 */
export const paymentObject = z.object({
  id: z.string(),
  amount: z.coerce.bigint(),
  currency: z.string(),
  status: z.string(),
  order_id: z.string().nullish(),
  invoice_id: z.string().nullish(),
  method: z.string().nullish(),
  amount_refunded: z.coerce.bigint().nullish(),
  error_code: z.string().nullish(),
  error_description: z.string().nullish(),
  created_at: z.number(),
})

export const orderObject = z.object({
  id: z.string(),
  amount: z.coerce.bigint(),
  currency: z.string(),
  receipt: z.string().nullish(),
})

export const refundObject = z.object({
  id: z.string(),
  amount: z.coerce.bigint(),
  currency: z.string(),
  status: z.string().nullish(),
  receipt: z.string().nullish(),
})

export const disputeObject = z.object({
  id: z.string(),
  payment_id: z.string(),
  amount_deducted: z.coerce.bigint(),
  currency: z.string(),
  status: z.string(),
  created_at: z.number(),
})

const notesObject = z.record(z.string(), z.unknown()).catch({})

export const planObject = z.object({
  id: z.string(),
  period: z.string(),
  interval: z.number(),
  item: z.object({ amount: z.coerce.bigint(), currency: z.string() }),
  notes: notesObject,
  created_at: z.number(),
})

export const subscriptionObject = z.object({
  id: z.string(),
  status: z.string(),
  quantity: z.number(),
  current_start: z.number().nullish(),
  current_end: z.number().nullish(),
  charge_at: z.number().nullish(),
  has_scheduled_changes: z.boolean().nullish(),
  /** Answered, though not documented. */
  payment_method: z.string().nullish(),
  notes: notesObject,
  created_at: z.number(),
})

export const invoiceObject = z.object({
  id: z.string(),
  order_id: z.string().nullish(),
  subscription_id: z.string().nullish(),
  status: z.string().nullish(),
  amount: z.coerce.bigint(),
  currency: z.string(),
  billing_start: z.number().nullish(),
  billing_end: z.number().nullish(),
})

export const collectionOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

/** A webhook's body: the event, and whichever entities it contains. */
export const eventObject = z.object({
  event: z.string(),
  created_at: z.number().nullish(),
  payload: z.record(z.string(), z.object({ entity: z.record(z.string(), z.unknown()) })).catch({}),
})
