import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'

/** What a subscription is paid with: its own method before its customer's default; null when there is none. */
export function paymentSource(
  context: StripeContext,
  { customer, default_payment_method }: Pick<Subscription, 'customer' | 'default_payment_method'>,
): PaymentMethod | null {
  const id =
    default_payment_method ?? context.customers.find(customer)?.invoice_settings.default_payment_method
  return id ? context.paymentMethods.find(id) : null
}
