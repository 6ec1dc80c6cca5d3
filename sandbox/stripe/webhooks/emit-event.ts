import { newId } from '../../store/new-id.ts'
import { queueEvent } from '../../webhooks/queue-event.ts'
import { serialize } from '../api/serialize.ts'
import { apiVersion } from '../api/version.ts'
import type { Act } from '../stripe-context.ts'

/** What the app's endpoint has asked for; Stripe knows many more. */
export type StripeEvent =
  | 'charge.dispute.closed'
  | 'charge.dispute.created'
  | 'charge.refunded'
  | 'checkout.session.async_payment_failed'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'customer.subscription.created'
  | 'customer.subscription.deleted'
  | 'customer.subscription.paused'
  | 'customer.subscription.pending_update_applied'
  | 'customer.subscription.pending_update_expired'
  | 'customer.subscription.resumed'
  | 'customer.subscription.updated'
  | 'invoice.paid'
  | 'invoice.payment_action_required'
  | 'invoice.payment_failed'
  | 'invoice.voided'
  | 'payment_intent.payment_failed'
  | 'payment_intent.succeeded'
  | 'refund.failed'
  | 'refund.updated'

type Told = { readonly id: string; readonly customer?: string | null }

/** Queues one event, in the caller's transaction. Given what was `before`, it tells what has changed. */
export function emitEvent<Object extends Told>(
  act: Act,
  input: { readonly type: StripeEvent; readonly object: Object; readonly before?: Object },
): void {
  const { type, object, before } = input
  const id = newId('evt_1', 23)
  const body = serialize(act, {
    id,
    object: 'event',
    api_version: apiVersion,
    created: act.now,
    data: { object, ...(before ? { previous_attributes: previousAttributes(before, object) } : {}) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: act.request.id, idempotency_key: act.request.idempotencyKey },
    type,
  })
  const now = Temporal.Instant.fromEpochMilliseconds(act.now * 1000)
  queueEvent(act.store, {
    provider: 'stripe',
    event: type,
    subject: object.customer ?? object.id,
    body,
    eventId: id,
    now,
  })
}

function previousAttributes(before: object, after: object): Record<string, unknown> {
  const next = new Map(Object.entries(after))
  const changed = Object.entries(before).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(next.get(name)),
  )
  return Object.fromEntries(changed)
}
