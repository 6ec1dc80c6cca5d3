import Stripe from 'stripe'
import { ProviderError } from '../provider.ts'
import type { SavedCharge, SavedMethods } from '../saved-methods.ts'
import { call } from './call.ts'
import { findDefaultMethod } from './find-default-method.ts'
import { idOf } from './id-of.ts'

type Charge = Parameters<SavedMethods['charge']>[0]

/** So many of a customer's newest payments are looked at for the one of a reference. */
const NEWEST = 100

/**
 * Takes an amount from a customer's saved payment method without the customer. A bank that wants to ask first declines
 * that (`authentication_required`); the same payment is then confirmed as if the customer were here, which gives the
 * bank's page (Stripe docs, "Charge a saved payment method": off-session payments that need authentication).
 */
export async function chargeSavedMethod(stripe: Stripe, charge: Charge): Promise<SavedCharge> {
  const intent = await createOrFind(stripe, charge)
  const method = idOf(intent.last_payment_error?.payment_method)
  const asks = intent.status === 'requires_payment_method' && isAsked(intent.last_payment_error)
  return outcomeOf(
    asks && method !== null
      ? await askPayer(stripe, { intentId: intent.id, method, returnUrl: charge.returnUrl })
      : intent,
  )
}

/** The order of the payment that was made for a reference, however it ended. */
export async function findCharge(
  stripe: Stripe,
  charge: { payerId: string; reference: string },
): Promise<{ orderId: string } | null> {
  const { payerId: customer, reference } = charge
  const { data } = await call(() => stripe.paymentIntents.list({ customer, limit: NEWEST }))
  const found = data.find((intent) => intent.metadata.reference === reference)
  return found ? { orderId: found.id } : null
}

async function createOrFind(stripe: Stripe, charge: Charge): Promise<Stripe.PaymentIntent> {
  const { payerId, reference } = charge
  const method = await findDefaultMethod(stripe, payerId)
  // What was charged before counts, also when nothing is saved any more.
  const before = method === null ? await findCharge(stripe, charge) : null
  if (before) return retrieve(stripe, before.orderId)
  if (method === null) {
    const message = 'No payment method is saved'
    throw new ProviderError({ outcome: 'refused', code: 'no_saved_method', message })
  }
  try {
    return await call(() =>
      stripe.paymentIntents.create(
        {
          amount: Number(charge.amountMinor),
          currency: charge.currency.toLowerCase(),
          customer: payerId,
          payment_method: method.id,
          off_session: true,
          confirm: true,
          description: charge.description,
          metadata: { reference },
        },
        { idempotencyKey: `charge:${reference}` },
      ),
    )
  } catch (error) {
    const made = error instanceof ProviderError ? await whatWasMade(stripe, error, charge) : null
    if (made === null) throw error
    return made
  }
}

/**
 * A decline carries the payment it is about; a repetition repeats it as it was then, so it is read anew. The key of a
 * payment by another method is refused: that payment is what was made.
 */
async function whatWasMade(stripe: Stripe, error: ProviderError, charge: Charge) {
  const { cause } = error
  const declined = cause instanceof Stripe.errors.StripeCardError ? cause.payment_intent : undefined
  if (declined) return retrieve(stripe, declined.id)
  if (!(cause instanceof Stripe.errors.StripeIdempotencyError) || error.outcome !== 'refused') return null
  const made = await findCharge(stripe, charge)
  return made && retrieve(stripe, made.orderId)
}

function retrieve(stripe: Stripe, intentId: string): Promise<Stripe.PaymentIntent> {
  return call(() => stripe.paymentIntents.retrieve(intentId))
}

function isAsked(failure: Stripe.PaymentIntent.LastPaymentError | null): boolean {
  return failure?.code === 'authentication_required'
}

/** A bank may say no to that as well, or have changed its mind. */
async function askPayer(
  stripe: Stripe,
  asked: { intentId: string; method: string; returnUrl: string },
): Promise<Stripe.PaymentIntent> {
  const { intentId, method, returnUrl } = asked
  try {
    return await call(() =>
      stripe.paymentIntents.confirm(intentId, { payment_method: method, return_url: returnUrl }),
    )
  } catch (error) {
    if (!(error instanceof ProviderError) || error.outcome !== 'refused') throw error
    return retrieve(stripe, intentId)
  }
}

function outcomeOf(intent: Stripe.PaymentIntent): SavedCharge {
  const orderId = intent.id
  const url = intent.next_action?.redirect_to_url?.url
  switch (intent.status) {
    case 'succeeded':
      return { orderId, outcome: 'captured' }
    case 'processing':
    case 'requires_capture':
      return { orderId, outcome: 'processing' }
    case 'requires_action':
      if (url) return { orderId, outcome: 'needs_action', url }
      break
    default:
  }
  return { orderId, outcome: 'declined', reason: intent.last_payment_error?.message ?? 'It was declined' }
}
