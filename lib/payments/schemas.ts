import { z } from 'zod'

/**
 * One row of `GET /api/billing/payments` (S0.9): the seed's payment record. `amount` in major units (D2), `status`
 * in the seed's words; the `razorpay_*` names are the seed's, and null for other providers.
 */
export const paymentResponse = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  user_addon_id: z.uuid().nullable(),
  addon_id: z.string().nullable(),
  amount: z.number(),
  amount_refunded: z.number(),
  currency: z.string(),
  status: z.enum(['success', 'failed', 'pending', 'refunded', 'partially_refunded']),
  payment_method: z.string().nullable(),
  razorpay_payment_id: z.string().nullable(),
  razorpay_order_id: z.string().nullable(),
  razorpay_signature: z.string().nullable(),
  description: z.string(),
  failure_reason: z.string().nullable(),
  invoice_id: z.string().nullable(),
  created_at: z.iso.datetime(),
})
export type PaymentResponse = z.infer<typeof paymentResponse>

/** `GET /api/billing/payment-method`: what is charged without asking; null: nothing is saved. */
export const savedMethodResponse = z.object({
  saved: z
    .object({
      /** `card`, or what else the provider calls its kind. */
      kind: z.string(),
      brand: z.string().nullable(),
      last4: z.string().nullable(),
      expires: z.object({ month: z.int(), year: z.int() }).nullable(),
    })
    .nullable(),
})
