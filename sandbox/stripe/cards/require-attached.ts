import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { StripeContext } from '../stripe-context.ts'

/** A payment method that belongs to this customer. */
export function requireAttached(
  { paymentMethods }: StripeContext,
  { id, customer }: { readonly id: string; readonly customer: string },
): PaymentMethod {
  const method = paymentMethods.find(id)
  if (!method) throw noSuch({ what: 'PaymentMethod', id, param: 'default_payment_method', status: 400 })
  if (method.customer !== customer) {
    const message =
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the ` +
      'customer.'
    throw invalidRequest(message, 'default_payment_method', 'resource_missing')
  }
  return method
}
