import { z } from 'zod'

const day = z.iso.date().refine((text) => text >= '1900', { error: 'Must be a day since 1900.' })
const bucket = z.enum(['day', 'week', 'month'])
export const movementKind = z.enum(['new', 'expansion', 'contraction', 'churn', 'reactivation'])
/** Minor units; exact as a JSON number up to 2^53. */
const minor = z.int()
const instant = z.iso.datetime()

/** Of one family and one currency: amounts of two are never added. */
export const scopeQuery = {
  family: z.string().max(100).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'Must be a currency, such as EUR.' })
    .optional(),
}

/** `GET /api/admin/analytics`: calendar days of UTC, both included. Without: the last 30 days. */
export const analyticsQuery = z.strictObject({
  ...scopeQuery,
  from: day.optional(),
  to: day.optional(),
  bucket: bucket.default('day'),
})
export type AnalyticsQuery = z.output<typeof analyticsQuery>

const amountFigure = z.object({ valueMinor: minor, beforeMinor: minor })
const averageFigure = z.object({ valueMinor: minor.nullable(), beforeMinor: minor.nullable() })
const share = z.object({ part: z.int(), whole: z.int(), share: z.number().nullable() })
const shareFigure = share.extend({ before: share })
const moved = z.record(movementKind, minor)

export const analytics = z.object({
  family: z.string().nullable(),
  currency: z.string(),
  /** What else there is to look at. */
  currencies: z.array(z.string()),
  /** Half-open: figures that are a state are that of just before `to`, compared with that of just before `from`. */
  from: instant,
  to: instant,
  /** Figures that are a flow are compared with the period from here to `from`. */
  previousFrom: instant,
  bucket,
  /** Prices as they were sold, a month of them: with tax where the family's prices contain it. */
  mrr: amountFigure.extend({ planMinor: minor, addonMinor: minor, graceMinor: minor }),
  customers: z.object({ paying: z.int(), all: z.int(), payingBefore: z.int(), allBefore: z.int() }),
  arpu: averageFigure,
  addonSpend: averageFigure,
  attachRate: shareFigure,
  upgradeConversion: shareFigure,
  renewalsByThemselves: shareFigure,
  movements: z.object({ during: moved, before: moved }),
  series: z.array(
    z.object({ start: instant, end: instant, planMinor: minor, addonMinor: minor, movements: moved }),
  ),
  topAddons: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      family: z.string(),
      monthlyMinor: minor,
      beforeMinor: minor,
      quantity: z.int(),
      customers: z.int(),
    }),
  ),
  revenue: z.array(
    z.object({
      provider: z.string(),
      currency: z.string(),
      payments: z.int(),
      capturedMinor: minor,
      refundedMinor: minor,
      netMinor: minor,
      previousMinor: minor,
    }),
  ),
})
export type Analytics = z.infer<typeof analytics>
export type MovementKind = z.infer<typeof movementKind>
