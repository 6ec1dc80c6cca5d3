import { invalidRequest } from '../api/stripe-error.ts'
import { changeBalance } from '../customers/change-balance.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { afterInvoiceVoided } from '../subscriptions/after-invoice-voided.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { closePayment } from './close-payment.ts'
import { intentOfInvoice } from './intent-of-invoice.ts'
import { saveInvoice } from './save-invoice.ts'

/** An invoice nobody pays any more: its intent is canceled and what balance it took is given back. */
export function voidInvoice(act: Act, invoice: Invoice): Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    const message = `You can only void invoices that are open or uncollectible. This invoice is ${invoice.status}.`
    throw invalidRequest(message, undefined, 'status_transition_invalid')
  }
  if (invoice.amount_due > 0) {
    const intent = intentOfInvoice(act, invoice)
    act.paymentIntents.update({
      ...intent,
      canceled_at: act.now,
      cancellation_reason: 'void_invoice',
      next_action: null,
      status: 'canceled',
    })
  }
  const applied = (invoice.ending_balance ?? 0) - invoice.starting_balance
  if (applied !== 0) {
    const { customer, currency, id } = invoice
    changeBalance(act, { customer, amount: -applied, currency, invoice: id, type: 'unapplied_from_invoice' })
  }
  const voided = saveInvoice(act, {
    ...invoice,
    amount_remaining: 0,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...invoice.status_transitions, voided_at: act.now },
  })
  closePayment(act, voided.id, 'canceled')
  emitEvent(act, { type: 'invoice.voided', object: voided })
  afterInvoiceVoided(act, voided)
  return voided
}
