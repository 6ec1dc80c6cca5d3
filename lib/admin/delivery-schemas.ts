import { z } from 'zod'
import { instant } from './table-schemas.ts'

/** `waiting`: a worker has yet to look at what it is about. `ignored`: nothing of ours follows from it. */
export const deliveryState = z.enum(['waiting', 'processed', 'ignored'])

/** A row of `GET /api/admin/deliveries`. */
export const deliveryRow = z.object({
  id: z.uuid(),
  receivedAt: instant,
  provider: z.string(),
  eventType: z.string(),
  eventId: z.string(),
  /** What it makes us look at, by the provider's id. */
  subject: z.string().nullable(),
  state: deliveryState,
  /** How often it was brought to us. */
  receipts: z.int(),
  processedAt: instant.nullable(),
})
export type DeliveryRow = z.infer<typeof deliveryRow>

/** `GET /api/admin/deliveries/{id}`. */
export const deliveryDetail = deliveryRow.extend({
  /** As it came, byte for byte as far as it is text. */
  body: z.string(),
  purchaseId: z.uuid().nullable(),
  /** The look at its subject that is due or under way; null when none is. */
  work: z.object({ dueAt: instant, attempts: z.int(), lastError: z.string().nullable() }).nullable(),
})
export type DeliveryDetail = z.infer<typeof deliveryDetail>

export const replayAnswer = z.object({ id: z.uuid(), state: deliveryState })
