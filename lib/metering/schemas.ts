import { z } from 'zod'

/** What a JSON number holds exactly, and so the most that is ever counted. */
export const LARGEST_COUNT = Number.MAX_SAFE_INTEGER

const instant = z.iso.datetime()
const count = z.int().nonnegative()
const code = z.string().min(1).max(100)

/** `POST /api/usage` (S0.13). A negative amount gives some of a gauge back. */
export const usageRequest = z.strictObject({
  family: code.optional(),
  feature: code,
  amount: z.int().refine((amount) => amount !== 0, { error: 'must not be 0' }),
})

/**
 * What is used after a use that was allowed. `limit` and `remaining` are null without a limit; `resets_at` is null
 * for what does not start over. For a cap, which is per item, `used` is the item that was asked about.
 */
export const usageResponse = z.object({
  allowed: z.literal(true),
  feature: z.string(),
  used: count,
  limit: count.nullable(),
  remaining: count.nullable(),
  resets_at: instant.nullable(),
})
export type UsageResponse = z.infer<typeof usageResponse>

/**
 * A way to get past a limit: an add-on this customer may buy now. `quantity` is what is needed, or
 * as many as may be bought when even they do not cover it. Amounts in minor units: `unit_amount` a month for one,
 * `amount` what it costs now.
 */
export const limitOffer = z.object({
  kind: z.literal('addon'),
  code: z.string(),
  name: z.string(),
  description: z.string(),
  quantity: z.int(),
  unit_amount: z.int(),
  amount: z.int(),
  currency: z.string(),
  /** What it adds to the limit; null is "without limit". */
  adds: count.nullable(),
  /** Whether it is enough for what was asked. */
  covers: z.boolean(),
  url: z.string(),
})
export type LimitOffer = z.infer<typeof limitOffer>

/** What `403 limit_reached` carries beside the problem's own members. Nothing was counted. */
export const limitReached = z.object({
  allowed: z.literal(false),
  feature: z.string(),
  used: count,
  limit: count,
  remaining: count,
  resets_at: instant.nullable(),
  offers: z.array(limitOffer),
})
export type LimitReached = z.infer<typeof limitReached>

const source = z.object({
  kind: z.enum(['plan', 'addon']),
  code: z.string(),
  name: z.string(),
  quantity: z.int(),
  value: count.nullable(),
  until: instant.nullable(),
})

/** One limit as a meter (S0.12). `used` is null for a cap, of which nothing is used up. */
export const usageMeter = z.object({
  feature: z.string(),
  name: z.string(),
  unit: z.string(),
  kind: z.enum(['counter', 'gauge', 'cap']),
  window: z.enum(['none', 'day', 'month']),
  used: count.nullable(),
  limit: count.nullable(),
  remaining: count.nullable(),
  /** More is used than the limit allows now: something ended. Only giving back is possible. */
  over_limit: z.boolean(),
  base: count.nullable(),
  addon: count.nullable(),
  sources: z.array(source),
  resets_at: instant.nullable(),
})
export type UsageMeter = z.infer<typeof usageMeter>

/** `GET /api/usage`: every limit with its use and its sources, and the features that are held or not. */
export const usageOverview = z.object({
  family: z.string(),
  plan: z.object({ code: z.string(), name: z.string() }).nullable(),
  at: instant,
  /** Nothing of the limits changes before; null when nothing will. */
  valid_until: instant.nullable(),
  meters: z.array(usageMeter),
  features: z.array(
    z.object({ feature: z.string(), name: z.string(), held: z.boolean(), sources: z.array(source) }),
  ),
})
export type UsageOverview = z.infer<typeof usageOverview>
