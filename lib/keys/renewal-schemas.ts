import { z } from 'zod'

const count = z.int().nonnegative()

/** `GET /api/v1/api-keys/addons/expiring` (S2.9): what ends within so many days. */
export const expiringPacksQuery = z.strictObject({ days: z.coerce.number().int().min(0).max(366).default(3) })

/** `POST /api/v1/api-keys/addons/process-auto-renewals` (S2.9): what became of what was due. */
export const processedRenewals = z.object({
  due: count,
  /** Charged, and held for another month. */
  renewed: count,
  declined: count,
  /** Nothing is saved that could be charged. */
  noSavedMethod: count,
  /** The payer's bank wants to ask the payer. */
  awaitingConfirmation: count,
  /** The bank will say. */
  processing: count,
  /** Tried today already, done by somebody else meanwhile, or not to be renewed. */
  unchanged: count,
  /** The provider did not answer: what became of it is found out. */
  unknown: count,
})
