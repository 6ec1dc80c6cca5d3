import { z } from 'zod'

const count = z.int().nonnegative()

/** The body of a 429 of the gateway (S2.5). Costs as they are shown: `$5/month`. */
export const limitExceeded = z.object({
  error: z.string(),
  status: z.literal(429),
  timestamp: z.iso.datetime(),
  details: z.object({
    /** Null: the key is on none. */
    currentTier: z.string().nullable(),
    /** What the tier and the packs give in a day; 2147483647: without limit. */
    dailyLimit: count,
    requestsUsed: count,
    /** Such as `12 hours` or `1 hour 5 minutes`. */
    resetIn: z.string(),
    /** Packs that help now, and where to buy them; none where the customer's ceiling is reached. */
    recommendations: z.array(
      z.object({
        package: z.string(),
        cost: z.string(),
        additionalRequests: count,
        description: z.string(),
        url: z.url(),
      }),
    ),
    upgradeOptions: z.array(
      z.object({
        tier: z.string(),
        cost: z.string(),
        dailyLimit: count,
        description: z.string(),
        url: z.url(),
      }),
    ),
  }),
})
export type LimitExceeded = z.output<typeof limitExceeded>
