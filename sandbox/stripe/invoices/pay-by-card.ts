import { invalidRequest } from '../api/stripe-error.ts'
import { attachPaymentMethod } from '../cards/attach-payment-method.ts'
import { createPaymentMethod } from '../cards/create-payment-method.ts'
import { type CardOutcome, notAuthenticated, orDeclined, type TypedCard } from '../checkout/submit-session.ts'
import type { Invoice } from '../objects/invoice.ts'
import { answerAuthentication } from '../payments/answer-authentication.ts'
import type { Act } from '../stripe-context.ts'
import { changeSubscription } from '../subscriptions/save-subscription.ts'
import { attemptInvoice } from './attempt-invoice.ts'
import { intentOfInvoice } from './intent-of-invoice.ts'
import { requirePayable } from './pay-invoice.ts'
import { subscriptionOf } from './save-invoice.ts'

/** The payer pays an open invoice with a card of their choice, in person. */
export function payByCard(
  act: Act,
  { id, card }: { readonly id: string; readonly card: TypedCard },
): CardOutcome<Invoice> {
  const invoice = requirePayable(act, requireKnown(act, id))
  const made = orDeclined(act, () => ({ kind: 'done', result: createPaymentMethod(act, card) }))
  if (made.kind !== 'done') return made
  const { next_payment_attempt: retryAt } = invoice
  const tried = attemptInvoice(act, { invoice, method: made.result, retryAt })
  switch (tried.verdict) {
    case 'paid':
    case 'processing':
      keepCard(act, { invoice, methodId: made.result.id })
      return { kind: 'done', result: tried.invoice }
    case 'asks':
      return { kind: 'asks' }
    case 'declined':
      return { kind: 'declined', message: 'Your card was declined.' }
    default:
      return tried.verdict satisfies never
  }
}

/** The payer answers the bank's question about an invoice's payment. */
export function authenticateInvoice(
  act: Act,
  { id, agreed }: { readonly id: string; readonly agreed: boolean },
): CardOutcome<Invoice> {
  const invoice = requireKnown(act, id)
  const intent = intentOfInvoice(act, invoice)
  const methodId = intent.payment_method
  const { status } = answerAuthentication(act, { intent, agreed })
  if (status !== 'succeeded') return { kind: 'declined', message: notAuthenticated }
  if (methodId) keepCard(act, { invoice, methodId })
  return { kind: 'done', result: requireKnown(act, id) }
}

/** The card is saved with the customer; the subscription takes it up if it was told to. */
function keepCard(
  act: Act,
  { invoice, methodId }: { readonly invoice: Invoice; readonly methodId: string },
): void {
  const method = attachPaymentMethod(act, { id: methodId, customer: invoice.customer })
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (subscription?.payment_settings.save_default_payment_method !== 'on_subscription') return
  changeSubscription(act, subscription, { ...subscription, default_payment_method: method.id })
}

function requireKnown(act: Act, id: string): Invoice {
  const invoice = act.invoices.find(id)
  if (!invoice) throw invalidRequest(`No such invoice: '${id}'`, 'invoice', 'resource_missing')
  return invoice
}
