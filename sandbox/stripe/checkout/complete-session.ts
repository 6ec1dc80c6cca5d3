import { invalidRequest, StripeError } from '../api/stripe-error.ts'
import { attachPaymentMethod } from '../cards/attach-payment-method.ts'
import { createCustomer } from '../customers/create-customer.ts'
import { goesThrough } from '../invoices/attempt-invoice.ts'
import type { CheckoutSession } from '../objects/checkout-session.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import { attemptPayment } from '../payments/attempt-payment.ts'
import { cardDeclined } from '../payments/card-refusals.ts'
import { createIntent } from '../payments/create-intent.ts'
import { confirmSetup } from '../setup/confirm-setup.ts'
import { createSetup } from '../setup/create-setup.ts'
import type { Act } from '../stripe-context.ts'
import { startSubscription } from '../subscriptions/start-subscription.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { requireOpenSession } from './require-session.ts'
import { readHidden, type SessionHidden } from './session-hidden.ts'

type Completion = Partial<
  Pick<CheckoutSession, 'customer' | 'invoice' | 'payment_intent' | 'setup_intent' | 'subscription'>
>
type Work = {
  readonly session: CheckoutSession
  readonly hidden: SessionHidden
  readonly method: PaymentMethod
  readonly authenticated: boolean
}

const day = 24 * 60 * 60

/** The session's card is charged or saved, and what was sold comes into being. Throws when it is declined. */
export function completeSession(
  act: Act,
  { id, authenticated }: { readonly id: string; readonly authenticated: boolean },
): CheckoutSession {
  const session = requireOpenSession(act, id)
  const hidden = readHidden(act, id)
  const method = act.paymentMethods.find(hidden.waiting?.method ?? '')
  if (!method) throw invalidRequest('This Checkout Session has no card yet.')
  const completion = perform(act, { session, hidden, method, authenticated })
  const { email = null, name = null } = hidden.waiting ?? {}
  const customer = completion.customer ?? session.customer
  const complete: CheckoutSession = {
    ...session,
    ...completion,
    customer_details: {
      address: null,
      business_name: null,
      email:
        email ?? session.customer_email ?? (customer ? (act.customers.find(customer)?.email ?? null) : null),
      individual_name: null,
      name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: null,
    },
    payment_status:
      session.payment_status === 'unpaid' && method.type === 'card' ? 'paid' : session.payment_status,
    status: 'complete',
    url: null,
  }
  act.sessions.update(complete, {
    status: complete.status,
    due: null,
    customer: complete.customer,
    subscription: complete.subscription,
    payment_intent: complete.payment_intent,
    hidden: JSON.stringify({ ...hidden, waiting: null }),
  })
  emitEvent(act, { type: 'checkout.session.completed', object: complete })
  return complete
}

function perform(act: Act, work: Work): Completion {
  const { mode } = work.session
  switch (mode) {
    case 'subscription':
      return subscribe(act, work)
    case 'payment':
      return pay(act, work)
    case 'setup':
      return save(act, work)
    default:
      return mode satisfies never
  }
}

function subscribe(act: Act, work: Work): Completion {
  const { hidden, method, authenticated } = work
  const customer = payerOf(act, work)
  attachPaymentMethod(act, { id: method.id, customer })
  const trialDays = hidden.subscription?.trialDays
  const subscription = startSubscription(act, {
    customer,
    items: hidden.lines.map((line) => ({ price: line.price.id, quantity: line.quantity })),
    metadata: hidden.subscription?.metadata ?? {},
    description: hidden.subscription?.description ?? null,
    defaultPaymentMethod: method.id,
    trialEnd: trialDays ? act.now + trialDays * day : null,
    paymentBehavior: 'error_if_incomplete',
    authenticated,
  })
  if (subscription instanceof StripeError) throw subscription
  return { customer, subscription: subscription.id, invoice: subscription.latest_invoice }
}

function pay(act: Act, work: Work): Completion {
  const { session, hidden, method, authenticated } = work
  const { payment } = hidden
  const keeps = payment?.setupFutureUsage ?? null
  const needed = session.customer !== null || session.customer_creation === 'always' || keeps !== null
  const customer = needed ? payerOf(act, work) : null
  if (customer && keeps) attachPaymentMethod(act, { id: method.id, customer })
  const intent = createIntent(act, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer,
    description: payment?.description ?? null,
    metadata: payment?.metadata ?? {},
    setup_future_usage: keeps,
  })
  const tried = attemptPayment(act, { intent, method, authenticated })
  if (!goesThrough(tried)) throw cardDeclined(tried.intent)
  return { customer, payment_intent: intent.id }
}

function save(act: Act, work: Work): Completion {
  const { hidden, method, authenticated } = work
  const customer = payerOf(act, work)
  const metadata = hidden.setup?.metadata ?? {}
  const intent = createSetup(act, { customer, metadata, usage: 'off_session' })
  confirmSetup(act, { intent, method, authenticated })
  return { customer, setup_intent: intent.id }
}

function payerOf(act: Act, { session, hidden }: Work): string {
  if (session.customer) return session.customer
  const { email = null, name = null } = hidden.waiting ?? {}
  return createCustomer(act, { email: email ?? session.customer_email, name }).id
}
