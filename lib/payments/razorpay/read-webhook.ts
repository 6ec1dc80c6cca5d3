import { createHash } from 'node:crypto'
import type { ProviderEvent } from '../provider.ts'
import { eventObject } from './objects.ts'
import { isSignedBy } from './signatures.ts'

/**
 * A signed event, or null when Razorpay did not sign it or it is no event. The signature carries no time, so a
 * replay stays valid for ever: the event id, and the convergence of what follows, make it harmless.
 */
export function readWebhook(
  message: { rawBody: string; header: (name: string) => string | null },
  webhookSecret: string,
): ProviderEvent | null {
  const signature = message.header('x-razorpay-signature')
  if (signature === null || !isSignedBy(message.rawBody, signature, webhookSecret)) return null
  const event = eventObject.safeParse(parseJson(message.rawBody))
  if (!event.success) return null
  return {
    // Without the header the body stands for itself: the same body is the same event.
    eventId: message.header('x-razorpay-event-id') ?? createHash('sha256').update(message.rawBody).digest('hex'),
    type: event.data.event,
    orderId: orderOf(event.data.payload),
  }
}

function orderOf(payload: Record<string, { entity: Record<string, unknown> }>): string | null {
  const order = payload.order?.entity.id ?? payload.payment?.entity.order_id
  return typeof order === 'string' && order !== '' ? order : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
