import { newId } from '../../store/new-id.ts'
import type { BalanceChange } from '../objects/customer.ts'
import type { Act } from '../stripe-context.ts'
import { requireCustomer } from './require-customer.ts'

/** Adds `amount` (minor units; negative gives credit) to what a customer owes, and writes it down. */
export function changeBalance(
  act: Act,
  input: Pick<BalanceChange, 'amount' | 'currency' | 'type'> &
    Partial<Pick<BalanceChange, 'invoice' | 'description' | 'metadata'>> & { readonly customer: string },
): BalanceChange {
  const customer = requireCustomer(act, { id: input.customer })
  const ending = customer.balance + input.amount
  const change: BalanceChange = {
    id: newId('cbtxn_1', 23),
    object: 'customer_balance_transaction',
    amount: input.amount,
    checkout_session: null,
    created: act.now,
    credit_note: null,
    currency: input.currency,
    customer: customer.id,
    customer_account: null,
    description: input.description ?? null,
    ending_balance: ending,
    invoice: input.invoice ?? null,
    livemode: false,
    metadata: input.metadata ?? {},
    type: input.type,
  }
  act.balanceChanges.insert(change, { customer: customer.id })
  act.customers.update({ ...customer, balance: ending, currency: customer.currency ?? input.currency })
  return change
}
