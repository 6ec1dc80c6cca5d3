import { z } from 'zod'

/** Major units: the seed's answers show decimals (D2). */
const money = z.number()
const count = z.int().nonnegative()
const instant = z.iso.datetime()

/** A row of `GET /api/v1/api-keys/addons/packages` (S2.7). */
export const packageView = z.object({
  code: z.string(),
  displayName: z.string(),
  /** More requests a day. */
  additionalRequests: count,
  monthlyPrice: money,
  currency: z.string(),
  description: z.string(),
  /** `monthlyPrice` / `additionalRequests`. */
  costPerRequest: z.number(),
})
export type PackageView = z.output<typeof packageView>

/** More than any tier and all packs give; an answer about it would say nothing. */
const MOST_OVERAGE = 10_000_000

/**
 * `?overageRequests=`: requests a day above what the key may do; without it, what its last 30 days needed beside what it
 * holds, or else the most that packs gave.
 */
export const recommendationsQuery = z.strictObject({
  overageRequests: z
    .string()
    .regex(/^\d{1,8}$/, { error: 'Must be a whole number.' })
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_OVERAGE))
    .optional(),
})

/** `GET /api/v1/api-keys/addons/{apiKeyId}/recommendations` (S2.7). */
export const recommendationsView = z.object({
  apiKeyId: z.uuid(),
  overageRequests: count,
  /** `nothing`: the key has not used up what its tier gives on any of the last 30 days. */
  basedOn: z.enum(['asked', 'use', 'nothing']),
  /** The smallest package that covers it; `ADDON_CUSTOM`, which staff grant, where none does. */
  recommendedPackage: z.string(),
  /** With the packages next to it in size. */
  alternativePackages: z.array(z.string()),
  /** max(0, the cheapest other way to cover it − the recommended package's price). */
  estimatedMonthlySavings: money,
  recommendationReason: z.string(),
})

/** One part of a day's meter. Null is "without limit". */
const part = z.object({ used: count, limit: count.nullable(), remaining: count.nullable() })

/** `GET /api/v1/api-keys/statistics/{apiKeyId}` (S2.6, S2.8): the day that runs. */
export const keyStatistics = z.object({
  apiKeyId: z.uuid(),
  tier: z.string().nullable(),
  timeZone: z.string(),
  /** When it was so, on the product's clock. */
  asOf: instant,
  windowStart: instant,
  resetsAt: instant,
  /** `RESET`: nothing used yet. `USING ADD-ON`: the tier's own requests are used up, and packs give. */
  status: z.enum(['OK', 'RESET', 'USING ADD-ON']),
  base: part,
  addOn: part,
  total: part,
})
export type KeyStatistics = z.output<typeof keyStatistics>

/** `?days=`: today and the days before it; usage is kept for thirteen months. */
export const analyticsQuery = z.strictObject({
  days: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'Must be a whole number.' })
    .transform(Number)
    .pipe(z.int().min(1).max(396))
    .default(30),
})

/** `GET /api/v1/api-keys/statistics/{apiKeyId}/analytics` (S2.8). */
export const keyAnalytics = z.object({
  apiKeyId: z.uuid(),
  days: count,
  currency: z.string(),
  baseRequestsUsed: count,
  addOnRequestsUsed: count,
  /** What packs cost that were paid in these days, less what was given back of it. */
  totalAddOnSpending: money,
  /**
   * 100 × requests that packs gave / requests they could have given, on days with any use; one decimal. Null without
   * packs on such a day.
   */
  addOnEfficiency: z.number().nullable(),
  recommendedOptimization: z.string(),
  /** Behind that sentence (S2.11): the cheapest way to serve the busiest of the last 30 days. */
  optimization: z.object({
    action: z.enum(['stay', 'buy', 'upgrade']),
    tier: z.string(),
    packages: z.array(z.object({ code: z.string(), quantity: count })),
    neededPerDay: count,
    currentMonthly: money,
    proposedMonthly: money,
    monthlySavings: money,
  }),
  /** Oldest first. */
  daily: z.array(
    z.object({
      date: z.iso.date(),
      base: count,
      addOn: count,
      /** What could have been used, as of the day's end; null: without limit. */
      limit: count.nullable(),
    }),
  ),
})
export type KeyAnalytics = z.output<typeof keyAnalytics>

/** `?hours=720`. */
export const systemStatisticsQuery = z.strictObject({
  hours: z
    .string()
    .regex(/^\d{1,4}$/, { error: 'Must be a whole number.' })
    .transform(Number)
    .pipe(z.int().min(1).max(9_504))
    .default(720),
})

/** `GET /api/v1/api-keys/statistics/system` (S2.8). */
export const systemStatistics = z.object({
  hours: count,
  currency: z.string(),
  /** Keys that were not revoked. */
  totalActiveApiKeys: count,
  /** In the days that overlap these hours: uses are counted by day. */
  totalRequests: count,
  /** What packs cost that were paid in these hours, less what was given back of it. */
  totalAddOnRevenue: money,
  /** `totalAddOnRevenue` / `totalActiveApiKeys`, to the cent; 0 without keys. */
  averageAddOnSpendingPerUser: money,
  /** The one bought most often; null when none was. */
  topAddOnPackage: z.string().nullable(),
  /** What the catalog calls it. */
  topAddOnPackageName: z.string().nullable(),
})
