import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'

/** Tells how an attempt on an intent of its own ended; bills and checkouts tell of theirs in their own events. */
export function tellOutcome(act: Act, intent: PaymentIntent): PaymentIntent {
  if (intent.status === 'succeeded') emitEvent(act, { type: 'payment_intent.succeeded', object: intent })
  if (intent.status === 'requires_payment_method') {
    emitEvent(act, { type: 'payment_intent.payment_failed', object: intent })
  }
  return intent
}
