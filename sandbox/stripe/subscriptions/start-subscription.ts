import type { StripeError } from '../api/stripe-error.ts'
import { attemptInvoice, goesThrough } from '../invoices/attempt-invoice.ts'
import { draftInvoice } from '../invoices/draft-invoice.ts'
import { finalizeInvoice } from '../invoices/finalize-invoice.ts'
import { type LineDraft, periodLine, productName } from '../invoices/line-drafts.ts'
import { settleInvoice } from '../invoices/settle-invoice.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { type PaymentBehavior, refusalOf } from './change-items.ts'
import { createSubscription, type NewSubscription } from './create-subscription.ts'
import { paymentSource } from './payment-source.ts'
import { noPaymentMethod } from './refusals.ts'
import { requireSubscription } from './require-subscription.ts'
import { saveSubscription } from './save-subscription.ts'

/** Creates a subscription and bills its first period at once; a trial's first invoice is over nothing. */
export function startSubscription(
  act: Act,
  input: NewSubscription & {
    readonly paymentBehavior: Exclude<PaymentBehavior, 'pending_if_incomplete'>
    /** The payer is there and has been asked. */
    readonly authenticated?: boolean
  },
): Subscription | StripeError {
  const created = createSubscription(act, input)
  const draft = draftInvoice(act, {
    subscription: created,
    reason: 'subscription_create',
    lines: created.items.data.map((item) => firstLine(act, created, item)),
    period: { start: act.now, end: act.now },
  })
  const invoice = finalizeInvoice(act, draft)
  const subscription = saveSubscription(act, { ...created, latest_invoice: invoice.id })
  if (invoice.amount_due === 0) settleInvoice(act, invoice)
  else if (input.paymentBehavior !== 'default_incomplete') {
    const method = paymentSource(act, subscription)
    if (!method) throw noPaymentMethod()
    const tried = attemptInvoice(act, { invoice, method, authenticated: input.authenticated ?? false })
    if (!goesThrough(tried) && input.paymentBehavior === 'error_if_incomplete') throw refusalOf(tried)
  }
  return requireSubscription(act, { id: subscription.id })
}

function firstLine(act: Act, subscription: Subscription, item: SubscriptionItem): LineDraft {
  const period = { start: item.current_period_start, end: item.current_period_end }
  const line = periodLine(act, { subscription, item, period })
  if (subscription.status !== 'trialing') return line
  return { ...line, amount: 0, subtotal: 0, description: `Trial period for ${productName(act, item.price)}` }
}
