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

export const collectionOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

/** A webhook's body: the event, and whichever entities it contains. */
export const eventObject = z.object({
  event: z.string(),
  created_at: z.number().nullish(),
  payload: z.record(z.string(), z.object({ entity: z.record(z.string(), z.unknown()) })).catch({}),
})
