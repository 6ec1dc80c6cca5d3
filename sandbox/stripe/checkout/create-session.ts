import type { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { pageAddress } from '../api/serialize.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { type CheckoutSession, checkoutSessionObject } from '../objects/checkout-session.ts'
import type { Act } from '../stripe-context.ts'
import { buildLines } from './build-lines.ts'
import type { SessionHidden } from './session-hidden.ts'
import type { sessionInput } from './session-input.ts'

type Input = z.output<typeof sessionInput>

const halfHour = 30 * 60
const day = 24 * 60 * 60
/** Clocks differ a little. */
const leeway = 60

export function createSession(act: Act, input: Input): CheckoutSession {
  if (input.customer && input.customer_email) {
    throw invalidRequest(
      'You may only specify one of these parameters: customer, customer_email.',
      'customer',
    )
  }
  const customer = input.customer ? requireCustomer(act, { id: input.customer }) : null
  const lines = buildLines(act, input)
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0)
  const paying = input.mode !== 'setup'
  const id = newId('cs_test_a1', 56)
  const session = checkoutSessionObject({
    id,
    amount_subtotal: paying ? total : null,
    amount_total: paying ? total : null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created: act.now,
    currency: lines[0]?.currency ?? input.currency ?? null,
    customer: customer?.id ?? null,
    customer_creation: customer ? null : (input.customer_creation ?? defaultCreation(input)),
    customer_details: null,
    customer_email: input.customer_email ?? null,
    expires_at: readExpiry(act, input.expires_at),
    invoice: null,
    locale: input.locale ?? null,
    metadata: mergeMetadata({}, input.metadata),
    mode: input.mode,
    payment_intent: null,
    payment_method_collection:
      input.mode === 'subscription' ? (input.payment_method_collection ?? 'always') : null,
    payment_status: total > 0 ? 'unpaid' : 'no_payment_required',
    setup_intent: null,
    status: 'open',
    subscription: null,
    success_url: input.success_url,
    total_details: paying ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    url: pageAddress(`c/pay/${id}`),
  })
  act.sessions.insert(session, {
    customer: session.customer,
    status: session.status,
    due: session.expires_at,
    hidden: JSON.stringify(hiddenOf(input, lines)),
  })
  return session
}

function defaultCreation({ mode }: Input): CheckoutSession['customer_creation'] {
  return mode === 'subscription' ? 'always' : 'if_required'
}

function hiddenOf(input: Input, lines: SessionHidden['lines']): SessionHidden {
  const { mode, subscription_data, payment_intent_data, setup_intent_data } = input
  return {
    lines,
    subscription:
      mode === 'subscription'
        ? {
            metadata: mergeMetadata({}, subscription_data?.metadata),
            description: subscription_data?.description ?? null,
            trialDays: subscription_data?.trial_period_days ?? null,
          }
        : null,
    payment:
      mode === 'payment'
        ? {
            metadata: mergeMetadata({}, payment_intent_data?.metadata),
            description: payment_intent_data?.description ?? null,
            setupFutureUsage: payment_intent_data?.setup_future_usage ?? null,
          }
        : null,
    setup: mode === 'setup' ? { metadata: mergeMetadata({}, setup_intent_data?.metadata) } : null,
    waiting: null,
  }
}

function readExpiry(act: Act, given: number | undefined): number {
  if (given === undefined) return act.now + day
  if (given > act.now + day + leeway) {
    const message = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.'
    throw invalidRequest(message, 'expires_at')
  }
  if (given < act.now + halfHour - leeway) {
    const message = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.'
    throw invalidRequest(message, 'expires_at')
  }
  return given
}
