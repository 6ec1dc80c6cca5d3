import { docUrl, invalidRequest } from '../api/stripe-error.ts'
import { attemptInvoice } from '../invoices/attempt-invoice.ts'
import { saveInvoice } from '../invoices/save-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { attemptPayment } from './attempt-payment.ts'
import { tellOutcome } from './tell-outcome.ts'

const code = 'payment_intent_authentication_failure'

/** The payer answers the bank's question about an intent that waits for it. */
export function answerAuthentication(
  act: Act,
  { intent, agreed }: { readonly intent: PaymentIntent; readonly agreed: boolean },
): PaymentIntent {
  const method = act.paymentMethods.find(intent.payment_method ?? '')
  if (intent.status !== 'requires_action' || !method) {
    throw invalidRequest('This payment does not wait for an authentication.', undefined, code)
  }
  const invoice = invoiceOfIntent(act, intent)
  if (!agreed) return refuse(act, { intent, method, invoice })
  if (!invoice) return tellOutcome(act, attemptPayment(act, { intent, method, authenticated: true }).intent)
  const { next_payment_attempt: retryAt } = invoice
  return attemptInvoice(act, { invoice, method, authenticated: true, retryAt }).intent ?? intent
}

export function invoiceOfIntent(act: Act, { id }: PaymentIntent): Invoice | null {
  return act.invoices.find(String(act.paymentIntents.column(id, 'invoice')))
}

function refuse(
  act: Act,
  input: { readonly intent: PaymentIntent; readonly method: PaymentMethod; readonly invoice: Invoice | null },
): PaymentIntent {
  const { invoice, method } = input
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  const intent: PaymentIntent = {
    ...input.intent,
    last_payment_error: {
      type: 'invalid_request_error',
      code,
      doc_url: docUrl(code),
      message,
      payment_method: method,
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  }
  act.paymentIntents.update(intent)
  if (!invoice) return tellOutcome(act, intent)
  emitEvent(act, { type: 'invoice.payment_failed', object: saveInvoice(act, invoice) })
  return intent
}
