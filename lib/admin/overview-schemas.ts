import { z } from 'zod'
import { instant } from './table-schemas.ts'

/** `GET /api/admin/overview`: how it goes, and what a person has to look at. */
export const overview = z.object({
  customers: z.int(),
  /** Fulfilled in the last 24 hours. */
  purchasesToday: z.int(),
  /** Not paid yet. */
  purchasesOpen: z.int(),
  attention: z.object({
    /** The provider refused to send money back. */
    refundsFailed: z.int(),
    /** Told to us minutes ago and not looked at since. */
    deliveriesWaiting: z.int(),
    /** Charges that failed and are, or are no longer, tried again. */
    pastDue: z.int(),
    /** Paid for minutes ago, and neither fulfilled nor given back. */
    purchasesUnfulfilled: z.int(),
  }),
  /** Work that fails again and again, the oldest first. */
  failing: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      subject: z.string(),
      attempts: z.int(),
      lastError: z.string().nullable(),
      createdAt: instant,
    }),
  ),
})
export type Overview = z.infer<typeof overview>
