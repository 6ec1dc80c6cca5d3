import { invalidRequest } from '../api/stripe-error.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'

/** Nothing is charged to it any more, whoever had it as a default. */
export function detachPaymentMethod(act: Act, method: PaymentMethod): PaymentMethod {
  if (method.customer === null) {
    const message =
      'The payment method you provided is not attached to a customer so detachment is impossible.'
    throw invalidRequest(message, undefined, 'payment_method_unexpected_state')
  }
  const owner = act.customers.find(method.customer)
  if (owner?.invoice_settings.default_payment_method === method.id) {
    const invoice_settings = { ...owner.invoice_settings, default_payment_method: null }
    act.customers.update({ ...owner, invoice_settings })
  }
  const theirs = act.subscriptions.list({ where: 'customer = ?', values: [method.customer] })
  for (const subscription of theirs) {
    if (subscription.default_payment_method !== method.id) continue
    act.subscriptions.update({ ...subscription, default_payment_method: null })
  }
  const detached: PaymentMethod = { ...method, customer: null }
  act.paymentMethods.update(detached, { customer: null })
  return detached
}
