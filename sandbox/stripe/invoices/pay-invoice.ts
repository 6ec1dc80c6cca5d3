import { invalidRequest, type StripeError } from '../api/stripe-error.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import { actionRequired, cardDeclined } from '../payments/card-refusals.ts'
import type { Act } from '../stripe-context.ts'
import { paymentSource } from '../subscriptions/payment-source.ts'
import { noPaymentMethod } from '../subscriptions/refusals.ts'
import { attemptInvoice, goesThrough, type InvoiceAttempt } from './attempt-invoice.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { subscriptionOf } from './save-invoice.ts'

/** `POST /v1/invoices/:id/pay`: with the method given, or with the one the subscription has. */
export function payInvoice(
  act: Act,
  input: { readonly invoice: Invoice; readonly method: PaymentMethod | null },
): Invoice | StripeError {
  const invoice = requirePayable(act, input.invoice)
  const method = input.method ?? sourceOf(act, invoice)
  if (!method && invoice.amount_due > 0) throw noPaymentMethod()
  const tried = attemptInvoice(act, { invoice, method, retryAt: invoice.next_payment_attempt })
  if (goesThrough(tried)) return tried.invoice
  return refusal(tried)
}

/** An open invoice; a draft is made final first. */
export function requirePayable(act: Act, invoice: Invoice): Invoice {
  switch (invoice.status) {
    case 'draft':
      return finalizeInvoice(act, invoice)
    case 'open':
    case 'uncollectible':
      return invoice
    case 'paid':
      throw invalidRequest('Invoice is already paid', undefined, 'invoice_already_paid')
    case 'void':
      throw invalidRequest('This invoice can no longer be paid: it is void.')
    default:
      return invoice.status satisfies never
  }
}

function sourceOf(act: Act, invoice: Invoice): PaymentMethod | null {
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  const { customer } = invoice
  return paymentSource(act, subscription ?? { customer, default_payment_method: null })
}

function refusal({ verdict, intent }: InvoiceAttempt): StripeError {
  if (!intent) return noPaymentMethod()
  if (verdict !== 'asks') return cardDeclined(intent)
  return actionRequired({ code: 'invoice_payment_intent_requires_action', intent })
}
