import { requireCustomer } from '../customers/require-customer.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { buildInvoice, type InvoicePlan } from './build-invoice.ts'
import { itemLine } from './line-drafts.ts'
import { pendingItems } from './pending-items.ts'
import { saveInvoice } from './save-invoice.ts'

/**
 * Draws up a draft for a subscription: what waits as invoice items first, then `lines`. The subscription's own
 * `latest_invoice` is the caller's to set.
 */
export function draftInvoice(
  act: Act,
  input: Pick<InvoicePlan, 'reason' | 'lines' | 'period' | 'finalizesAt'> & {
    readonly subscription: Subscription
  },
): Invoice {
  const { subscription } = input
  const waiting = pendingItems(act, subscription)
  const invoice = buildInvoice({
    ...input,
    customer: requireCustomer(act, { id: subscription.customer }),
    currency: subscription.currency,
    lines: [...waiting.map(itemLine), ...input.lines],
    created: act.now,
  })
  act.invoices.insert(invoice, {
    customer: invoice.customer,
    subscription: subscription.id,
    status: invoice.status,
    created: act.now,
  })
  for (const item of waiting) {
    act.invoiceItems.update({ ...item, invoice: invoice.id }, { invoice: invoice.id })
  }
  return saveInvoice(act, invoice)
}
