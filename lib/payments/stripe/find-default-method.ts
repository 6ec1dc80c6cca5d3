import type Stripe from 'stripe'
import { callOrNull } from './call.ts'

/** The payment method a customer is charged by: the default one, else the newest that is saved; null without any. */
export async function findDefaultMethod(
  stripe: Stripe,
  customerId: string,
): Promise<Stripe.PaymentMethod | null> {
  const expand = ['invoice_settings.default_payment_method']
  const customer = await callOrNull(() => stripe.customers.retrieve(customerId, { expand }))
  if (!customer || customer.deleted) return null
  const chosen = customer.invoice_settings.default_payment_method
  if (chosen && typeof chosen !== 'string') return chosen
  const saved = await callOrNull(() => stripe.customers.listPaymentMethods(customerId, { limit: 1 }))
  return saved?.data[0] ?? null
}
