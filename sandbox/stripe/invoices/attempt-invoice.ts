import type { Verdict } from '../cards/card-rules.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import { attemptPayment } from '../payments/attempt-payment.ts'
import type { Act } from '../stripe-context.ts'
import { afterInvoiceProcessing } from '../subscriptions/after-invoice-processing.ts'
import { afterInvoiceUnpaid } from '../subscriptions/after-invoice-unpaid.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { intentOfInvoice } from './intent-of-invoice.ts'
import { saveInvoice } from './save-invoice.ts'
import { settleInvoice } from './settle-invoice.ts'

/** Whether nothing stands in the way: it is paid, or its bank takes its days. */
export function goesThrough({ verdict }: Pick<InvoiceAttempt, 'verdict'>): boolean {
  return verdict === 'paid' || verdict === 'processing'
}

export type InvoiceAttempt = {
  readonly verdict: Verdict
  readonly invoice: Invoice
  /** Null when nothing was due, or nothing was there to be charged. */
  readonly intent: PaymentIntent | null
}

/** Tries to collect an open invoice; without a method the attempt fails. */
export function attemptInvoice(
  act: Act,
  input: {
    readonly invoice: Invoice
    readonly method: PaymentMethod | null
    readonly authenticated?: boolean
    /** When it is tried again by itself, should it fail. */
    readonly retryAt?: number | null
    /** It pays for a change that is not made without it: the subscription itself stays well. */
    readonly forChange?: boolean
  },
): InvoiceAttempt {
  const { invoice, method } = input
  if (invoice.amount_due === 0) return { verdict: 'paid', invoice: settleInvoice(act, invoice), intent: null }
  const intent = intentOfInvoice(act, invoice)
  const tried =
    method &&
    attemptPayment(act, {
      intent,
      method,
      authenticated: input.authenticated ?? false,
      returnUrl: invoice.hosted_invoice_url,
    })
  const verdict = tried?.verdict ?? 'declined'
  if (verdict === 'paid') {
    return { verdict, invoice: settleInvoice(act, invoice), intent: tried?.intent ?? intent }
  }
  if (verdict === 'processing') {
    const asked = saveInvoice(act, {
      ...invoice,
      attempted: true,
      attempt_count: 1,
      next_payment_attempt: null,
    })
    afterInvoiceProcessing(act, asked)
    return { verdict, invoice: asked, intent: tried?.intent ?? intent }
  }
  const unpaid = saveInvoice(act, {
    ...invoice,
    attempted: true,
    attempt_count: invoice.attempt_count + 1,
    next_payment_attempt: input.retryAt ?? null,
  })
  const type = verdict === 'asks' ? 'invoice.payment_action_required' : 'invoice.payment_failed'
  emitEvent(act, { type, object: unpaid })
  if (!input.forChange) afterInvoiceUnpaid(act, unpaid)
  return { verdict, invoice: unpaid, intent: tried?.intent ?? intent }
}
