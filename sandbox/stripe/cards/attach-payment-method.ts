import { invalidRequest, noSuch, StripeError } from '../api/stripe-error.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { findPaymentMethod } from './find-payment-method.ts'

/** Saves a card with a customer; one that is refused even for that is not saved. */
export function attachPaymentMethod(
  act: Act,
  { id, customer }: { readonly id: string; readonly customer: string },
): PaymentMethod {
  requireCustomer(act, { id: customer })
  const method = findPaymentMethod(act, id)
  if (!method) throw noSuch({ what: 'PaymentMethod', id, param: 'payment_method' })
  if (method.customer === customer) return method
  if (method.customer !== null) {
    const message = 'The payment method you provided has already been attached to a customer.'
    throw invalidRequest(message, undefined, 'payment_method_unexpected_state')
  }
  if (act.paymentMethods.column(method.id, 'behaviour') === 'refused') {
    throw new StripeError({
      status: 402,
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
    })
  }
  const attached: PaymentMethod = { ...method, customer }
  act.paymentMethods.update(attached, { customer })
  return attached
}
