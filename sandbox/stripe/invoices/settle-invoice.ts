import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { afterInvoicePaid } from '../subscriptions/after-invoice-paid.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { closePayment } from './close-payment.ts'
import { saveInvoice } from './save-invoice.ts'

/** An open invoice is paid, by a payment or because nothing was due; its subscription goes on from there. */
export function settleInvoice(act: Act, open: Invoice): Invoice {
  const paid = saveInvoice(act, {
    ...open,
    amount_paid: open.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: open.amount_due > 0 ? open.attempt_count + 1 : open.attempt_count,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...open.status_transitions, paid_at: act.now },
  })
  closePayment(act, paid.id, 'paid')
  emitEvent(act, { type: 'invoice.paid', object: paid })
  afterInvoicePaid(act, paid)
  return paid
}
