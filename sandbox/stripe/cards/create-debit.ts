import { newId } from '../../store/new-id.ts'
import { noBillingDetails, type PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'

/** A bank account to be debited: what is taken from it is known days later. */
export function createDebit(
  act: Act,
  { name, email }: { readonly name?: string | null; readonly email?: string | null },
): PaymentMethod {
  const method: PaymentMethod = {
    id: newId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { ...noBillingDetails, name: name ?? null, email: email ?? null },
    created: act.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: {
      bank_code: '37040044',
      branch_code: null,
      country: 'DE',
      fingerprint: 'sandboxdebit3000',
      generated_from: null,
      last4: '3000',
    },
    type: 'sepa_debit',
  }
  act.paymentMethods.insert(method, { customer: null, behaviour: 'later' })
  return method
}
