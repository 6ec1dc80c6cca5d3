import { latest } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { scheduleLooks } from './webhook-work.ts'

/** A provider's message that was verified. */
export type Delivery = {
  provider: string
  eventId: string
  eventType: string
  /** What a worker shall look at; null: nothing follows from it. */
  subject: string | null
  body: string
  now: Temporal.Instant
}

/**
 * Stores messages, once per event with what it said first, and has a worker look at whatever one of them is about: an
 * event's id need not be signed, so two that claim the same are still two reasons to look. All of them are committed when
 * this resolves, none when it rejects. Answers the ids of their events, in their order.
 */
export async function storeDeliveries(deliveries: readonly Delivery[]): Promise<string[]> {
  const [first, ...others] = deliveries.map(({ now }) => now)
  if (!first) return []
  const now = latest(first, ...others)
  const subjects = new Set(deliveries.flatMap(({ subject }) => subject ?? []))
  const events = countEvents(deliveries)
  const column = <Key extends keyof Counted>(key: Key) => events.map((event) => event[key])
  await transaction(async (tx) => {
    // In one order by everybody: the same event may come twice.
    await tx.$executeRaw`
      INSERT INTO webhook_deliveries AS d
        (id, provider, event_id, event_type, subject, body, receipts, received_at, processed_at, outcome)
      SELECT uuidv7(), e.*, CASE WHEN e.subject IS NULL THEN e.received_at END, CASE WHEN e.subject IS NULL THEN 'ignored' END
      FROM unnest(${column('provider')}::text[], ${column('eventId')}::text[], ${column('eventType')}::text[],
        ${column('subject')}::text[], ${column('body')}::text[], ${column('receipts')}::int[],
        ${events.map((event) => event.now.toString())}::timestamptz[])
        AS e(provider, event_id, event_type, subject, body, receipts, received_at)
      ORDER BY e.provider, e.event_id
      ON CONFLICT (provider, event_id) DO UPDATE SET receipts = d.receipts + EXCLUDED.receipts`
    await scheduleLooks(tx, { subjects, now })
  })
  return deliveries.map(({ eventId }) => eventId)
}

type Counted = Delivery & { receipts: number }

/** Each event as it came first, and how often it came. */
function countEvents(deliveries: readonly Delivery[]): Counted[] {
  const events = new Map<string, Counted>()
  for (const delivery of deliveries) {
    const key = `${delivery.provider}:${delivery.eventId}`
    const known = events.get(key)
    events.set(key, known ? { ...known, receipts: known.receipts + 1 } : { ...delivery, receipts: 1 })
  }
  return [...events.values()]
}
