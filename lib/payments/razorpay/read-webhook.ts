import { createHash } from 'node:crypto'
import type { ProviderEvent, ProviderSubject, WebhookMessage } from '../provider.ts'
import { eventObject } from './objects.ts'
import { isSignedBy } from './signatures.ts'

/**
 * A signed message, or null when Razorpay did not sign it. What it signed and we cannot read is an event nothing
 * follows from. The signature carries no time, so a replay stays valid for ever: the event id, and the convergence
 * of what follows, make it harmless.
 */
export function readWebhook(message: WebhookMessage, webhookSecret: string): ProviderEvent | null {
  const signature = message.header('x-razorpay-signature')
  if (signature === null || !isSignedBy(message.rawBody, signature, webhookSecret)) return null
  // Without the header the body stands for itself: the same body is the same event.
  const hash = createHash('sha256').update(message.rawBody).digest('hex')
  const eventId = message.header('x-razorpay-event-id')?.slice(0, 200) || hash
  const event = eventObject.safeParse(parseJson(message.rawBody))
  if (!event.success) return { eventId, type: 'unreadable', subject: null }
  return { eventId, type: textOf(event.data.event), subject: subjectOf(event.data.payload) }
}

/** As it can be kept: PostgreSQL has no place for NUL. */
function textOf(type: string): string {
  return type.slice(0, 100).replaceAll('\0', '\ufffd')
}

/** Any other text is no id of an object, ours or not. */
const ID = /^\w{1,60}$/

type Payload = Record<string, { entity: Record<string, unknown> }>

/**
 * What to look at. A mandate's own news name it, and so does an invoice; those of its payments name their order only,
 * which is known by then or comes with the mandate's.
 */
function subjectOf({
  subscription,
  invoice,
  order,
  payment,
  refund,
  dispute,
}: Payload): ProviderSubject | null {
  const about = {
    kind: 'subscription',
    id: subscription?.entity.id ?? invoice?.entity.subscription_id,
  } as const
  const paid = { kind: 'order', id: order?.entity.id ?? payment?.entity.order_id } as const
  const moved = {
    kind: 'payment',
    id: payment?.entity.id ?? refund?.entity.payment_id ?? dispute?.entity.payment_id,
  } as const
  for (const { kind, id } of [about, paid, moved]) {
    if (typeof id === 'string' && ID.test(id)) return { kind, id }
  }
  return null
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
