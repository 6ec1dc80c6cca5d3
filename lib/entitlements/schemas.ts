import { z } from 'zod'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** Feature → how much of it: a number, null for "without limit", a boolean for a flag. Zeros are listed. */
const limits = z.record(z.string(), z.union([z.int().nonnegative(), z.null(), z.boolean()]))

/**
 * `GET /api/addons/combined-limits` (S0.5). `plan` is a code. The plan's part includes the add-ons that come with
 * it. Every limit and flag of the family is in all three.
 */
export const combinedLimitsResponse = z.object({
  plan: z.string(),
  base_limits: limits,
  addon_limits: limits,
  total_limits: limits,
  active_addons: z.array(userAddonResponse),
})
export type CombinedLimitsResponse = z.infer<typeof combinedLimitsResponse>
