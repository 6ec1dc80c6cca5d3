import Stripe from 'stripe'
import type { ProviderEvent, ProviderSubject, WebhookMessage } from '../provider.ts'
import { idOf } from './id-of.ts'

/** Older messages are not believed, however well signed (Stripe docs, "Preventing replay attacks"). */
const TOLERANCE_SECONDS = 300

/** A signed message, or null when Stripe did not sign these bytes a short time ago. */
export function readWebhook(message: WebhookMessage, webhookSecret: string): ProviderEvent | null {
  const signature = message.header('stripe-signature')
  if (signature === null) return null
  try {
    const body = Buffer.from(message.rawBody)
    const event = Stripe.webhooks.constructEvent(body, signature, webhookSecret, TOLERANCE_SECONDS)
    return { eventId: textOf(event.id), type: textOf(event.type), subject: subjectOf(event) }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null
    // Signed, but nothing that could be read.
    return { eventId: `unreadable:${signature.slice(0, 180)}`, type: 'unreadable', subject: null }
  }
}

/** As it can be kept: PostgreSQL has no place for NUL. */
function textOf(text: unknown): string {
  return String(text).slice(0, 200).replaceAll('\0', '\ufffd')
}

/** Any other text is no id, ours or not. */
const ID = /^\w{1,255}$/

function subjectOf(event: Stripe.Event): ProviderSubject | null {
  const subject = aboutWhat(event)
  return subject && ID.test(subject.id) ? subject : null
}

function aboutWhat(event: Stripe.Event): ProviderSubject | null {
  const object = event.data?.object as { id?: string; object?: string; payment_intent?: unknown } | undefined
  if (!object || typeof object.id !== 'string') return null
  const payment = idOf(object.payment_intent as string | { id: string } | null)
  switch (object.object) {
    case 'checkout.session':
      return { kind: 'order', id: object.id }
    case 'subscription':
      return { kind: 'subscription', id: object.id }
    case 'invoice': {
      const subscription = idOf((object as Stripe.Invoice).parent?.subscription_details?.subscription)
      return subscription ? { kind: 'subscription', id: subscription } : { kind: 'order', id: object.id }
    }
    case 'payment_intent':
      return { kind: 'payment', id: object.id }
    case 'charge':
    case 'refund':
    case 'dispute':
      return payment ? { kind: 'payment', id: payment } : null
    default:
      return null
  }
}
