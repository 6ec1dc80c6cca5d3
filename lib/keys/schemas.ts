import { z } from 'zod'

const name = z.string().trim().min(1).max(100)

/** An IANA time zone, such as Europe/Berlin: a key's days begin at midnight there. */
const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'Must be a time zone, such as UTC or Europe/Berlin.' })

/** `POST /api/v1/api-keys` (S2.2). */
export const createApiKeyRequest = z.strictObject({ name, timeZone: timeZone.default('UTC') })

/** `PATCH /api/v1/api-keys/{id}`. */
export const updateApiKeyRequest = z
  .strictObject({
    name: name.optional(),
    /** Whether our own job buys the next month of its tier before it ends (D6). */
    tierAutoRenew: z.boolean().optional(),
  })
  .refine((body) => body.name !== undefined || body.tierAutoRenew !== undefined, {
    error: 'Name what is to be changed',
  })

/** How long the secret before goes on working beside the new one, when nobody says. */
const OVERLAP_HOURS = 24

/** `POST /api/v1/api-keys/{id}/rotate`. 0 ends the secret before at once. */
export const rotateApiKeyRequest = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(24 * 7)
    .default(OVERLAP_HOURS),
})

/** `GET /api/v1/api-keys/ceiling`: requests a day (UTC) of all keys together; null is "no ceiling". */
export const ceilingView = z.object({
  requestsPerDay: z.int().nullable(),
  /** Counted today while there was a ceiling. */
  usedToday: z.int().nonnegative(),
  /** When it was so, on the product's clock. */
  asOf: z.iso.datetime(),
  /** The next midnight in UTC. */
  resetsAt: z.iso.datetime(),
})
export type CeilingView = z.output<typeof ceilingView>

/** `PUT /api/v1/api-keys/ceiling`. */
export const ceilingRequest = z.strictObject({
  requestsPerDay: z.int().min(0).max(2_000_000_000).nullable(),
})

const secretView = z.object({
  id: z.uuid(),
  /** Its first characters, to tell it by. */
  prefix: z.string(),
  createdAt: z.iso.datetime(),
  /** Real time; null: until the key is rotated or revoked. */
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
})

/** A key as lists show it. */
export const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  /** Code of its tier. */
  tier: z.string().nullable(),
  /** When what was bought or granted of it ends; null: nothing ends it. */
  tierEndsAt: z.iso.datetime().nullable(),
  /** Whether the next month of it is bought by our own job. */
  tierAutoRenew: z.boolean(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Those that work, the newest first. */
  secrets: z.array(secretView),
})
export type ApiKeyView = z.output<typeof apiKeyView>

/** The answer to creating or rotating one. `key` is shown this once; a repeated request answers null there. */
export const shownApiKeyView = apiKeyView.extend({ key: z.string().nullable() })

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}
