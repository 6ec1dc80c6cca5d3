import type { DeliveryRow } from './delivery-schemas.ts'

/** A delivery as a list shows it. */
export function serializeDelivery(delivery: {
  id: string
  receivedAt: Date
  provider: string
  eventType: string
  eventId: string
  subject: string | null
  receipts: number
  processedAt: Date | null
  outcome: string | null
}): DeliveryRow {
  const { id, provider, eventType, eventId, subject, receipts, processedAt, outcome } = delivery
  return {
    ...{ id, provider, eventType, eventId, subject, receipts },
    receivedAt: delivery.receivedAt.toISOString(),
    state: processedAt === null ? 'waiting' : outcome === 'ignored' ? 'ignored' : 'processed',
    processedAt: processedAt?.toISOString() ?? null,
  }
}
