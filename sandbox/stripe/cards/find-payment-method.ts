import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { numberOfToken } from './card-rules.ts'
import { createPaymentMethod } from './create-payment-method.ts'

/** A payment method by its id; a test token such as `pm_card_visa` makes a new one. */
export function findPaymentMethod(act: Act, id: string): PaymentMethod | null {
  const number = numberOfToken(id)
  return number ? createPaymentMethod(act, { number }) : act.paymentMethods.find(id)
}
