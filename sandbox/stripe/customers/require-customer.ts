import { noSuch } from '../api/stripe-error.ts'
import type { Customer } from '../objects/customer.ts'
import type { StripeContext } from '../stripe-context.ts'

/** The customer named by a parameter, or the refusal that names it. */
export function requireCustomer(
  { customers }: StripeContext,
  {
    id,
    param = 'customer',
    status = 400,
  }: { readonly id: string; readonly param?: string; readonly status?: number },
): Customer {
  const customer = customers.find(id)
  if (!customer) throw noSuch({ what: 'customer', id, param, status })
  return customer
}
