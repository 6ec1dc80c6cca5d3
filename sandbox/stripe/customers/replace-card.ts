import { attachPaymentMethod } from '../cards/attach-payment-method.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { changeSubscription } from '../subscriptions/save-subscription.ts'
import { requireCustomer } from './require-customer.ts'

/** From now on everything a customer has is paid with this card, as after a change in the customer portal. */
export function replaceCard(
  act: Act,
  { customer: id, method }: { readonly customer: string; readonly method: PaymentMethod },
): PaymentMethod {
  const attached = attachPaymentMethod(act, { id: method.id, customer: id })
  const customer = requireCustomer(act, { id })
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: attached.id }
  act.customers.update({ ...customer, invoice_settings })
  const where = "customer = ? and status not in ('canceled', 'incomplete_expired')"
  for (const subscription of act.subscriptions.list({ where, values: [id] })) {
    if (subscription.default_payment_method === null) continue
    changeSubscription(act, subscription, { ...subscription, default_payment_method: attached.id })
  }
  return attached
}
