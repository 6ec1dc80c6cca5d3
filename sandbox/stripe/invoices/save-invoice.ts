import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'

/** Keeps an invoice as it is now, with when it is next finalized or tried by itself. */
export function saveInvoice(act: Act, invoice: Invoice): Invoice {
  act.invoices.update(invoice, { status: invoice.status, due: nextDue(invoice) })
  return invoice
}

function nextDue(invoice: Invoice): number | null {
  if (invoice.status === 'draft') return invoice.automatically_finalizes_at
  return invoice.status === 'open' ? invoice.next_payment_attempt : null
}

export function subscriptionOf(invoice: Invoice): string | null {
  return invoice.parent?.subscription_details.subscription ?? null
}
