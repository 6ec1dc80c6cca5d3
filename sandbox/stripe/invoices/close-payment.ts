import type { InvoicePayment } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'

/** The invoice's open payment ends: paid in full, or canceled. */
export function closePayment(act: Act, invoiceId: string, status: 'paid' | 'canceled'): void {
  const [open] = act.invoicePayments.list({ where: "invoice = ? and status = 'open'", values: [invoiceId] })
  if (!open) return
  const closed: InvoicePayment = {
    ...open,
    amount_paid: status === 'paid' ? open.amount_requested : null,
    status,
    status_transitions: {
      canceled_at: status === 'canceled' ? act.now : null,
      paid_at: status === 'paid' ? act.now : null,
    },
  }
  act.invoicePayments.update(closed, { status })
}
