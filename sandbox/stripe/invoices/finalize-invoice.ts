import { newId } from '../../store/new-id.ts'
import { pageAddress } from '../api/serialize.ts'
import { changeBalance } from '../customers/change-balance.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import type { Invoice } from '../objects/invoice.ts'
import { createIntent } from '../payments/create-intent.ts'
import { minimumCharge } from '../payments/minimum-charge.ts'
import type { Act } from '../stripe-context.ts'
import { settleTotal } from './invoice-rules.ts'
import { saveInvoice } from './save-invoice.ts'

/**
 * Makes a draft final: it gets its number, meets the customer's balance, and what is left is asked for by a payment
 * intent. It stays open also when nothing is due; whoever finalizes it goes on from there.
 */
export function finalizeInvoice(act: Act, draft: Invoice): Invoice {
  const { currency } = draft
  const customer = requireCustomer(act, { id: draft.customer })
  const settled = settleTotal({
    total: draft.total,
    balance: customer.balance,
    minimum: minimumCharge(currency),
  })
  const sequence = customer.next_invoice_sequence
  act.customers.update({
    ...customer,
    next_invoice_sequence: sequence + 1,
    currency: customer.currency ?? currency,
  })
  if (settled.balanceChange !== 0) {
    changeBalance(act, {
      customer: customer.id,
      amount: settled.balanceChange,
      currency,
      invoice: draft.id,
      type: settled.tooSmall ? 'invoice_too_small' : 'applied_to_invoice',
    })
  }
  if (settled.amountDue > 0) askForPayment(act, draft, settled.amountDue)
  return saveInvoice(act, {
    ...draft,
    amount_due: settled.amountDue,
    amount_remaining: settled.amountDue,
    automatically_finalizes_at: null,
    effective_at: act.now,
    ending_balance: settled.endingBalance,
    hosted_invoice_url: pageAddress(`i/${draft.id}`),
    next_payment_attempt: null,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    starting_balance: settled.startingBalance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: act.now },
  })
}

function askForPayment(act: Act, invoice: Invoice, amount: number): void {
  const intent = createIntent(act, {
    amount,
    currency: invoice.currency,
    customer: invoice.customer,
    description: invoice.parent ? 'Subscription' : 'Payment for Invoice',
    invoice: invoice.id,
  })
  const payment = {
    id: newId('inpay_1', 23),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: amount,
    created: act.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  } as const
  act.invoicePayments.insert(payment, { invoice: invoice.id, payment_intent: intent.id, status: 'open' })
}
