import { invalidRequest } from '../api/stripe-error.ts'
import { saveInvoice } from '../invoices/save-invoice.ts'
import { settleInvoice } from '../invoices/settle-invoice.ts'
import type { CheckoutSession } from '../objects/checkout-session.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { Act } from '../stripe-context.ts'
import { afterInvoiceUnpaid } from '../subscriptions/after-invoice-unpaid.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { invoiceOfIntent } from './answer-authentication.ts'
import { declined } from './attempt-payment.ts'
import { chargeMethod } from './charge-method.ts'

/** Days later the bank says whether a debit was paid; the checkout it came from hears of it too. */
export function settleDebit(
  act: Act,
  { session, paid }: { readonly session: CheckoutSession; readonly paid: boolean },
): CheckoutSession {
  const before = intentOf(act, session)
  const method = act.paymentMethods.find(before?.payment_method ?? '')
  if (before?.status !== 'processing' || !method) {
    throw invalidRequest('This checkout does not wait for a bank.')
  }
  const charge = chargeMethod(act, { intent: before, method, paid, authenticated: false })
  const intent: PaymentIntent = {
    ...before,
    amount_received: paid ? before.amount : 0,
    last_payment_error: paid ? null : declined(method, charge.id),
    latest_charge: charge.id,
    payment_method: paid ? method.id : null,
    status: paid ? 'succeeded' : 'requires_payment_method',
  }
  act.paymentIntents.update(intent)
  settleInvoiceOf(act, intent, paid)
  const after: CheckoutSession = { ...session, payment_status: paid ? 'paid' : 'unpaid' }
  act.sessions.update(after)
  const type = paid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed'
  emitEvent(act, { type, object: after })
  return after
}

function intentOf(act: Act, { payment_intent, invoice }: CheckoutSession): PaymentIntent | null {
  if (payment_intent) return act.paymentIntents.find(payment_intent)
  const [intent] = act.paymentIntents.list({ where: 'invoice = ?', values: [invoice ?? ''], count: 1 })
  return intent ?? null
}

function settleInvoiceOf(act: Act, intent: PaymentIntent, paid: boolean): void {
  const invoice = invoiceOfIntent(act, intent)
  if (!invoice) return
  if (paid) {
    settleInvoice(act, invoice)
    return
  }
  emitEvent(act, { type: 'invoice.payment_failed', object: saveInvoice(act, invoice) })
  afterInvoiceUnpaid(act, invoice)
}
