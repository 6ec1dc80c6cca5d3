import { newId } from '../../store/new-id.ts'
import { type PaymentIntent, paymentIntentObject } from '../objects/payment-intent.ts'
import type { Act } from '../stripe-context.ts'

/** Money to be taken, nothing tried yet. */
export function createIntent(
  act: Act,
  input: Pick<PaymentIntent, 'amount' | 'currency' | 'customer'> &
    Partial<Pick<PaymentIntent, 'description' | 'metadata' | 'setup_future_usage' | 'payment_method'>> & {
      readonly invoice?: string
    },
): PaymentIntent {
  const id = newId('pi_3', 23)
  const intent = paymentIntentObject({
    id,
    amount: input.amount,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: newId(`${id}_secret_`, 25),
    created: act.now,
    currency: input.currency,
    customer: input.customer,
    description: input.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    metadata: input.metadata ?? {},
    next_action: null,
    payment_method: input.payment_method ?? null,
    setup_future_usage: input.setup_future_usage ?? null,
    status: input.payment_method ? 'requires_confirmation' : 'requires_payment_method',
  })
  act.paymentIntents.insert(intent, { customer: intent.customer, invoice: input.invoice ?? null })
  return intent
}
