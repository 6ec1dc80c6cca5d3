import { z } from 'zod'

/** `active`: held now. `canceled`: someone ended it. `expired`: it ran out. */
export const userAddonStatus = z.enum(['active', 'canceled', 'expired'])
export type UserAddonStatus = z.infer<typeof userAddonStatus>

const instant = z.iso.datetime()

/**
 * A held add-on in the seed's words, with every field of its collection (S0.4). Amounts in major units (D2).
 * `current_period_end` is null for what staff granted without an end; `ends_at` is later than it when the next
 * period is paid already. The `razorpay_*` names are the seed's, and null where no mandate renews it.
 */
export const userAddonResponse = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  subscription_id: z.uuid(),
  addon_id: z.string(),
  addon_name: z.string(),
  status: userAddonStatus,
  quantity: z.int(),
  amount_per_month: z.number(),
  total_amount: z.number(),
  currency: z.string(),
  started_at: instant,
  current_period_start: instant,
  current_period_end: instant.nullable(),
  ends_at: instant.nullable(),
  cancel_at_period_end: z.boolean(),
  canceled_at: instant.nullable(),
  auto_renew: z.boolean(),
  /** How many it goes on with in the next period; null: as many as now. */
  next_quantity: z.int().nullable(),
  next_billing_date: instant.nullable(),
  last_payment_at: instant.nullable(),
  razorpay_subscription_id: z.string().nullable(),
  razorpay_plan_id: z.string().nullable(),
  /**
   * How it renews by an approval the payer gave for it; null where it cannot. `pending`: asked for, not approved yet;
   * `past_due`: a charge failed and is tried again; `halted`: it is not, until somebody acts.
   */
  mandate: z
    .object({
      status: z.enum(['off', 'pending', 'active', 'past_due', 'halted']),
      /** What every period is charged for; fewer than are held when a raise has to be approved first. */
      quantity: z.int().nullable(),
      /** A period, in major units. */
      amount: z.number().nullable(),
      /** Until when everything is kept though a charge failed. */
      kept_until: instant.nullable(),
      /** The charge that failed and can be paid by hand. */
      open: z.object({ purchase_id: z.uuid(), amount: z.number() }).nullable(),
    })
    .nullable(),
  created_at: instant,
  updated_at: instant,
})
export type UserAddonResponse = z.infer<typeof userAddonResponse>

/** `GET /api/addons/my-addons`. Without a status: the active ones. */
export const listUserAddonsQuery = z.strictObject({
  family: z.string().min(1).max(100).optional(),
  status: userAddonStatus.default('active'),
})

/** `POST /api/addons/cancel` (S0.8). */
export const cancelAddonRequest = z.strictObject({
  user_addon_id: z.uuid(),
  cancel_at_period_end: z.boolean().default(true),
})

/** `POST /api/addons/resume` (S0.8). */
export const resumeAddonRequest = z.strictObject({ user_addon_id: z.uuid() })

/** `POST /api/addons/auto-renew` (S0.10). */
export const autoRenewRequest = z.strictObject({ user_addon_id: z.uuid(), enabled: z.boolean() })

/** `POST /api/addons/auto-renew/approve`: what the provider's window handed the browser of the payer who approved. */
export const approveAutoRenewRequest = z.strictObject({
  user_addon_id: z.uuid(),
  approval_id: z.string().min(1).max(100),
  payment_id: z.string().min(1).max(100),
  signature: z.string().min(1).max(200),
})

/**
 * `GET /api/billing/overview`: where a customer stands in a family, for the head of the billing page. Amounts are
 * minor units as text.
 */
export const billingOverview = z.object({
  family: z.object({ code: z.string(), name: z.string() }),
  /** The issuer's zone: dates of bills are told in it, wherever they are read. */
  timeZone: z.string(),
  currency: z.string(),
  /** Null where a family has no plan for who has not bought one. */
  plan: z
    .object({
      code: z.string(),
      name: z.string(),
      description: z.string(),
      /** For `intervalMonths`; null for a plan that has no price. */
      priceMinor: z.string().nullable(),
      intervalMonths: z.int(),
      /** `default`: the plan one is on before buying any. */
      source: z.enum(['default', 'paid', 'trial', 'comp', 'included']),
      /** When it gives way to another plan, and to which; null when nothing ends it. */
      until: instant.nullable(),
      /** `scheduled`: somebody asked for it, and may take it back until then. */
      next: z.object({ code: z.string(), name: z.string(), scheduled: z.boolean() }).nullable(),
    })
    .nullable(),
  /**
   * What is charged by itself: in full, when, and whether it goes through. Null where every period is paid by hand.
   * `past_due`: a charge failed and is tried again; `halted`: it is not. Until `keptUntil` everything is kept.
   */
  billing: z
    .object({
      status: z.enum(['active', 'past_due', 'halted']),
      nextMinor: z.string(),
      nextAt: instant,
      keptUntil: instant.nullable(),
      /** The bill that waits to be paid, and where. */
      open: z.object({ purchaseId: z.uuid(), amountMinor: z.string(), url: z.url().nullable() }).nullable(),
    })
    .nullable(),
  /** Whether add-ons can renew by an approval of the payer for each. */
  mandates: z.boolean(),
  /**
   * Renewals of single add-ons that could not be charged and can be paid by hand: `past_due` is tried again, `halted`
   * is not. Until `keptUntil` the add-on is kept; null: it is gone until it is paid.
   */
  troubles: z.array(
    z.object({
      userAddonId: z.uuid(),
      addon: z.object({ code: z.string(), name: z.string() }),
      status: z.enum(['past_due', 'halted']),
      amountMinor: z.string(),
      purchaseId: z.uuid(),
      keptUntil: instant.nullable(),
    }),
  ),
  /** The month that monthly limits count in. */
  period: z.object({ start: instant, end: instant }),
  /** Add-ons held now: how many kinds, and what they cost a month together. */
  addons: z.object({ count: z.int(), monthlyMinor: z.string() }),
  /** S0.16: a plan that costs no more on top than the add-ons held do; null: there is none. A month. */
  upgrade: z
    .object({
      plan: z.object({ code: z.string(), name: z.string() }),
      addonsMinor: z.string(),
      moreMinor: z.string(),
      /** Names of what there would be less of than with the add-ons. */
      lacks: z.array(z.string()),
    })
    .nullable(),
})
export type BillingOverview = z.infer<typeof billingOverview>

/** How much a plan gives of something: an amount, whether it is there at all, or null for "without limit". */
const given = z.union([z.int(), z.boolean(), z.null()])

/** `GET /api/billing/plans` (E.7): every plan on sale, lowest first. Amounts are minor units as text. */
export const planChoice = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  /** For `intervalMonths`; "0" and null: it costs nothing. */
  priceMinor: z.string().nullable(),
  currency: z.string(),
  intervalMonths: z.int(),
  rank: z.int(),
  /** `current`: held now; `next`: held from the next period on. */
  standing: z.enum(['current', 'next', 'higher', 'lower']),
  /** Why it cannot be chosen, as a sentence; null: it can. Of the plan that is held already nobody asks. */
  refusal: z.string().nullable(),
  /** What it gives beside what the plan that is held gives, add-ons that come with either included. */
  grants: z.array(
    z.object({
      feature: z.string(),
      name: z.string(),
      unit: z.string(),
      window: z.enum(['none', 'day', 'month']),
      value: given,
      current: given,
    }),
  ),
  /** Codes of the add-ons that can be bought on it, and of those it includes. */
  addons: z.object({ available: z.array(z.string()), included: z.array(z.string()) }),
})
export type PlanChoice = z.infer<typeof planChoice>

/**
 * `GET /api/billing/upcoming`: what will be charged by itself, the soonest first, and the customer's credit. Amounts
 * are minor units as text.
 */
export const upcomingBilling = z.object({
  timeZone: z.string(),
  currency: z.string(),
  charges: z.array(
    z.object({
      at: instant,
      lines: z.array(z.object({ description: z.string(), quantity: z.int(), amountMinor: z.string() })),
      totalMinor: z.string(),
      /** What of it the credit pays. */
      creditMinor: z.string(),
      dueMinor: z.string(),
    }),
  ),
  credit: z.array(z.object({ currency: z.string(), amountMinor: z.string() })),
})
export type UpcomingBilling = z.infer<typeof upcomingBilling>
