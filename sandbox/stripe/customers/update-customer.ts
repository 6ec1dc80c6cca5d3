import type { z } from 'zod'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { requireAttached } from '../cards/require-attached.ts'
import type { Customer } from '../objects/customer.ts'
import type { Act } from '../stripe-context.ts'
import { changeBalance } from './change-balance.ts'
import type { updateCustomerInput } from './create-customer.ts'
import { requireCustomer } from './require-customer.ts'

export function updateCustomer(
  act: Act,
  { id, input }: { readonly id: string; readonly input: z.output<typeof updateCustomerInput> },
): Customer {
  const before = requireCustomer(act, { id, param: 'id', status: 404 })
  const {
    balance,
    invoice_settings,
    metadata,
    address: _address,
    preferred_locales: _locales,
    ...given
  } = input
  const chosen = invoice_settings?.default_payment_method
  if (chosen) requireAttached(act, { id: chosen, customer: id })
  const after: Customer = {
    ...before,
    ...given,
    metadata: mergeMetadata(before.metadata, metadata),
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: chosen === undefined ? before.invoice_settings.default_payment_method : chosen,
    },
  }
  act.customers.update(after, { email: after.email })
  if (balance === undefined || balance === before.balance) return after
  const currency = before.currency ?? 'usd'
  changeBalance(act, { customer: id, amount: balance - before.balance, currency, type: 'adjustment' })
  return requireCustomer(act, { id })
}
