import { createHash } from 'node:crypto'
import type { ProviderEvent, WebhookMessage } from '../provider.ts'
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
  return { eventId, type: textOf(event.data.event), subject: orderOf(event.data.payload) }
}

/** As it can be kept: PostgreSQL has no place for NUL. */
function textOf(type: string): string {
  return type.slice(0, 100).replaceAll('\0', '\ufffd')
}

/** Any other text is no id of an order, ours or not. */
const ORDER_ID = /^\w{1,60}$/

function orderOf(payload: Record<string, { entity: Record<string, unknown> }>): ProviderEvent['subject'] {
  const order = payload.order?.entity.id ?? payload.payment?.entity.order_id
  return typeof order === 'string' && ORDER_ID.test(order) ? { kind: 'order', id: order } : null
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
