import { z } from 'zod'

const instant = z.iso.datetime()

/** A pack as its key holds it, in the seed's words (S2.7). Money in major units (D2). */
export const packView = z.object({
  /** Of the pack as it was bought; its renewals keep it. */
  id: z.uuid(),
  apiKeyId: z.uuid(),
  addOnPackage: z.string(),
  /** More requests a day; null is "without limit". */
  additionalRequests: z.int().nonnegative().nullable(),
  /** What of them is left today. */
  requestsRemaining: z.int().nonnegative().nullable(),
  /** What is paid for it a month; 0 for what staff granted. */
  monthlyPrice: z.number(),
  currency: z.string(),
  activatedAt: instant,
  /** Null: until it is taken back. */
  expiresAt: instant.nullable(),
  /** Whether our own job buys the next month of it before it ends. */
  autoRenew: z.boolean(),
})
export type PackView = z.output<typeof packView>

/** `POST /api/v1/api-keys/addons/purchase` (S2.7). */
export const purchasePackRequest = z.strictObject({
  apiKeyId: z.uuid(),
  /** Code of a package. */
  addOnPackage: z.string().min(1).max(100),
  durationMonths: z.int().min(1).max(12).default(1),
  autoRenew: z.boolean().default(false),
  /** Why, in the buyer's words; kept with the purchase. */
  reason: z.string().trim().max(500).optional(),
})

/** 202: the bank has not said yes or no yet. The pack is there as soon as it says yes. */
export const packProcessing = z.object({ status: z.literal('processing'), purchaseId: z.uuid() })

/** 402: nothing is saved to charge, or the bank wants to ask. Paid on that page, the pack is there. */
export const packCheckout = z.object({ checkoutUrl: z.url(), purchaseId: z.uuid() })

/** `GET /api/v1/api-keys/addons/held?apiKeyId=` */
export const heldPacksQuery = z.strictObject({ apiKeyId: z.uuid() })

/** `PATCH /api/v1/api-keys/addons/held/{id}` */
export const updatePackRequest = z.strictObject({ autoRenew: z.boolean() })
