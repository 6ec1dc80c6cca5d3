import type { Invoice } from '../objects/invoice.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { StripeContext } from '../stripe-context.ts'

/** The payment intent a final invoice with something due is paid by. */
export function intentOfInvoice({ paymentIntents }: StripeContext, { id }: Invoice): PaymentIntent {
  const [intent] = paymentIntents.list({ where: 'invoice = ?', values: [id], count: 1 })
  if (!intent) throw new Error(`sandbox: invoice ${id} has no payment intent`)
  return intent
}
