import { latest } from '#lib/calendar/instants.ts'
import { gather } from '#lib/db/gather.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { WebhookMessage } from './provider.ts'
import { paymentProvider } from './providers.ts'
import { scheduleLooks, subjectOf } from './webhook-work.ts'

type Delivery = {
  provider: string
  eventId: string
  eventType: string
  /** What a worker shall look at; null: nothing follows from it. */
  subject: string | null
  body: string
  now: Temporal.Instant
}

/** Messages may be a megabyte each. */
const MOST_TOGETHER = 100
const ENOUGH_FOR_TWO = 16

/** Providers send many at once: those that wait for the same commit share it. */
const store = gather(storeAll, { most: MOST_TOGETHER, enough: ENOUGH_FOR_TWO })

/**
 * Takes a provider's message in (invariant 8): verified on its raw bytes, stored once per event, and acknowledged;
 * what follows from it is done by a worker that asks the provider for the truth. A message that comes again makes it
 * look again, which changes nothing. Events we do not know are kept and ignored. Throws `signature_invalid`.
 */
export async function receiveWebhook(
  options: WebhookMessage & { provider: string; now: Temporal.Instant },
): Promise<{ eventId: string }> {
  const { provider, now } = options
  const event = paymentProvider(provider).readWebhook(options)
  if (!event) {
    throw new DomainError({
      kind: 'refused',
      code: 'signature_invalid',
      detail: 'The signature does not belong to this body',
    })
  }
  const subject = event.subject && subjectOf(provider, event.subject)
  const { eventId, type: eventType } = event
  await store({ provider, eventId, eventType, subject, body: textOf(options.rawBody), now })
  return { eventId }
}

/** Committed when this resolves, and none of them when it rejects. */
async function storeAll(deliveries: readonly Delivery[]): Promise<Delivery[]> {
  const events = new Map<string, Delivery & { receipts: number }>()
  for (const delivery of deliveries) {
    const key = `${delivery.provider}:${delivery.eventId}`
    const receipts = (events.get(key)?.receipts ?? 0) + 1
    events.set(key, { ...delivery, receipts })
  }
  const stored = [...events.values()]
  const subjects = new Set(stored.flatMap(({ subject }) => subject ?? []))
  const [first, ...others] = stored.map(({ now }) => now)
  if (!first) return []
  const now = latest(first, ...others)
  await transaction(async (tx) => {
    const column = <Key extends keyof (typeof stored)[number]>(key: Key) => stored.map((event) => event[key])
    // In one order by everybody: the same event may come twice.
    await tx.$executeRaw`
      INSERT INTO webhook_deliveries AS d
        (id, provider, event_id, event_type, subject, body, receipts, received_at, processed_at, outcome)
      SELECT uuidv7(), e.*, CASE WHEN e.subject IS NULL THEN e.received_at END, CASE WHEN e.subject IS NULL THEN 'ignored' END
      FROM unnest(${column('provider')}::text[], ${column('eventId')}::text[], ${column('eventType')}::text[],
        ${column('subject')}::text[], ${column('body')}::text[], ${column('receipts')}::int[],
        ${stored.map((event) => event.now.toString())}::timestamptz[])
        AS e(provider, event_id, event_type, subject, body, receipts, received_at)
      ORDER BY e.provider, e.event_id
      ON CONFLICT (provider, event_id) DO UPDATE SET receipts = d.receipts + EXCLUDED.receipts`
    await scheduleLooks(tx, { subjects, now })
  })
  return [...deliveries]
}

/** As it is kept for people to read. PostgreSQL has no place for NUL. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8').replaceAll('\0', '\ufffd')
}
