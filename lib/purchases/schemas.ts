import { z } from 'zod'

/** A quantity a person may ask for: a whole number. How many are allowed is a rule's answer, not a shape. */
const quantity = z.int().min(1).max(2_147_483_647)

const code = z.string().min(1).max(100)

const effective = z.enum(['now', 'period_end'])

/**
 * `POST /api/quotes` (E.8): what would change. `add` is so many more, `set` exactly so many (0 ends it), `renew` another
 * period of what is held. `when` may put a lower quantity or a plan off to the end of the period; without it the
 * catalog decides.
 */
export const quoteRequest = z
  .strictObject({
    family: code.optional(),
    plan: code.optional(),
    plan_when: effective.optional(),
    addons: z
      .array(
        z.discriminatedUnion('action', [
          z.strictObject({
            action: z.literal('add').default('add'),
            code,
            quantity,
            /** Where each purchase lasts its own: for how long. */
            months: z.int().min(1).max(12).optional(),
          }),
          z.strictObject({
            action: z.literal('set'),
            code,
            quantity: z.int().min(0).max(2_147_483_647),
            when: effective.optional(),
          }),
          z.strictObject({ action: z.literal('renew'), code }),
        ]),
      )
      .max(20)
      .default([]),
    /** Whose it is to be, in a family held by API keys. */
    api_key_id: z.uuid().optional(),
    /** One add-on that is not held yet, bought with the approval to charge every following period, too. */
    auto_renew: z.boolean().default(false),
  })
  .refine(({ plan, addons }) => plan !== undefined || addons.length > 0, {
    error: 'Name a plan or at least one add-on',
    path: ['addons'],
  })

/** Minor units; exact as a JSON number up to 2^53. */
const minor = z.int()
const instant = z.iso.datetime()

const quoteLineResponse = z.object({
  action: z.enum(['add', 'renew', 'reduce', 'plan']),
  effective,
  /** One of the two is set. */
  plan: code.nullable(),
  addon: code.nullable(),
  name: z.string(),
  /** "2 × Extra Storage (10 GB), 21 of 31 days" */
  description: z.string(),
  quantity: z.int(),
  unit_amount: minor,
  amount: minor,
  billed_days: z.int(),
  period_days: z.int(),
  starts_at: instant,
  ends_at: instant,
})

/** What the customer may do more or less of after the change; values are null where there is no limit. */
const featureChange = z.object({
  feature: z.string(),
  name: z.string(),
  unit: z.string(),
  from: z.int().nullable(),
  to: z.int().nullable(),
})

/** Amounts are minor units of `currency`. With violations the quote can be looked at but not accepted. */
export const quoteResponse = z.object({
  id: z.uuid(),
  family: z.string(),
  currency: z.string(),
  lines: z.array(quoteLineResponse),
  /** How the provider will bill it, word for word; empty where it is priced here. */
  charges: z.array(z.object({ description: z.string(), amount: minor })),
  /** What it costs; the credit it gives, when negative. */
  total: minor,
  /** What of it the credit balance pays. */
  balance_applied: minor,
  due_now: minor,
  /** Null: nothing is charged later without the customer asking for it. */
  next_invoice: z.object({ amount: minor, at: instant }).nullable(),
  incoming: z.array(featureChange),
  outgoing: z.array(featureChange),
  /** What becomes of held add-ons by a change of plan. */
  addons: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      quantity: z.int(),
      outcome: z.enum(['included', 'not_allowed']),
    }),
  ),
  /** Limits below what is used already. */
  exceeded: z.array(
    z.object({ feature: z.string(), name: z.string(), unit: z.string(), used: z.int(), limit: z.int() }),
  ),
  violations: z.array(z.object({ code: z.string(), reason: z.string(), addon: z.string().nullable() })),
  expires_at: instant,
})
export type QuoteResponse = z.infer<typeof quoteResponse>

/** How the browser goes on to pay: by a script in our page, or on a page of the provider's. */
export const handOff = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('script'),
    /** Names the piece of client code that knows the options. */
    checkout: z.string(),
    script_url: z.url(),
    options: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('redirect'), url: z.url() }),
])
export type HandOffResponse = z.infer<typeof handOff>

const purchaseStatus = z.enum([
  'pending',
  'paid',
  'fulfilled',
  'failed',
  'expired',
  'canceled',
  'superseded',
  'refunded',
])

/**
 * `GET /api/purchases/{id}`. `hand_off` is there while it can still be paid, `last_failure` after a payment that did
 * not go through, `payment_in_flight` when a bank has authorized but the money has not arrived.
 */
export const purchaseResponse = z.object({
  id: z.uuid(),
  status: purchaseStatus,
  reason: z.string().nullable(),
  amount: minor,
  currency: z.string(),
  /** Whose it is, in a family held by API keys. */
  api_key_id: z.uuid().nullable(),
  lines: z.array(quoteLineResponse),
  created_at: instant,
  expires_at: instant,
  fulfilled_at: instant.nullable(),
  invoice_number: z.string().nullable(),
  refunded: minor,
  payment_in_flight: z.boolean(),
  last_failure: z.object({ code: z.string(), description: z.string() }).nullable(),
  hand_off: handOff.nullable(),
})
export type PurchaseResponse = z.infer<typeof purchaseResponse>

/** `POST /api/quotes/{id}/accept`. */
export const acceptRequest = z
  .strictObject({
    /** Charge what is saved, where months are paid in advance; without anything saved it is paid on a page. */
    saved_method: z.boolean().default(false),
  })
  .optional()

/** `POST /api/quotes/{id}/accept`: done, or to be paid through the purchase's hand-off. */
export const acceptResponse = z.object({
  status: z.enum(['applied', 'requires_payment']),
  purchase: purchaseResponse,
})
export type AcceptResponse = z.infer<typeof acceptResponse>

/** `POST /api/addons/purchase` (S0.6). */
export const purchaseAddonRequest = z.strictObject({
  addon_id: code,
  quantity: quantity.default(1),
  auto_renew: z.boolean().default(false),
})

/** `PUT /api/billing/addons/{id}` (S4.4): exactly so many; 0 ends it. */
export const setQuantityRequest = z.strictObject({
  quantity: z.int().min(0).max(2_147_483_647),
  when: effective.optional(),
})

/** `POST /api/custom/billing/addons/checkout` (S4.1). */
export const checkoutAddonsRequest = z.strictObject({
  items: z
    .array(z.strictObject({ sku: code, quantity: quantity.default(1) }))
    .min(1)
    .max(20),
})

/** Where the buyer goes on, and whether something was charged already. */
export const checkoutAddonsResponse = z.object({
  url: z.url(),
  message: z.string(),
  immediate_charge: z.boolean(),
})

/** `POST /api/billing/payment-method`: a page of the provider's. */
export const paymentMethodPage = z.object({ url: z.url() })

/** `POST /api/addons/renew` (S0.10). */
export const renewAddonRequest = z.strictObject({ user_addon_id: z.uuid() })

/** The seed's answer: an order to be paid. `amount` in major units (D2). */
export const createAddonOrderResponse = z.object({
  order_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  key_id: z.string(),
  addon_id: z.string(),
  addon_name: z.string(),
  quantity: z.int(),
  purchase_id: z.uuid(),
  /** With `auto_renew`: what the payer approves; it stands in `order_id` as well. */
  razorpay_subscription_id: z.string().nullable(),
})
export type CreateAddonOrderResponse = z.infer<typeof createAddonOrderResponse>

const providerId = z.string().min(1).max(100)

/**
 * `POST /api/addons/verify-payment` (S0.7), answered with the held add-on. What renews by itself was paid by approving
 * a subscription at the provider rather than on an order.
 */
export const verifyAddonPaymentRequest = z
  .strictObject({
    addon_id: code,
    quantity,
    razorpay_order_id: providerId.optional(),
    razorpay_subscription_id: providerId.optional(),
    razorpay_payment_id: providerId,
    razorpay_signature: z.string().min(1).max(200),
  })
  .refine(
    (body) => (body.razorpay_order_id === undefined) !== (body.razorpay_subscription_id === undefined),
    {
      error: 'Name the order or the subscription that was paid',
      path: ['razorpay_order_id'],
    },
  )

/** `POST /api/addons/auto-renew` (S0.10), answered with how the payer approves it; null when it is turned off. */
export const autoRenewResponse = z.object({ hand_off: handOff.nullable() })
