import { invalidRequest, type StripeError } from '../api/stripe-error.ts'
import { attemptInvoice, goesThrough } from '../invoices/attempt-invoice.ts'
import { draftInvoice } from '../invoices/draft-invoice.ts'
import { finalizeInvoice } from '../invoices/finalize-invoice.ts'
import { periodLine } from '../invoices/line-drafts.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { refusalOf } from './change-items.ts'
import { paymentSource } from './payment-source.ts'
import { periodFrom } from './period-rules.ts'
import { noPaymentMethod } from './refusals.ts'
import { requireSubscription } from './require-subscription.ts'
import { saveSubscription } from './save-subscription.ts'

/** Goes on with a paused subscription: a new period begins now, once it is paid. */
export function resumeSubscription(act: Act, id: string): Subscription | StripeError {
  const paused = requireSubscription(act, { id })
  if (paused.status !== 'paused') {
    throw invalidRequest('This subscription cannot be resumed: it is not paused.')
  }
  const method = paymentSource(act, paused)
  if (!method) throw noPaymentMethod()
  const data = paused.items.data.map((item) => {
    const { interval, interval_count } = item.plan
    const period = periodFrom({ anchor: act.now, recurring: { interval, interval_count }, start: act.now })
    return { ...item, current_period_start: period.start, current_period_end: period.end }
  })
  const resumed: Subscription = {
    ...paused,
    billing_cycle_anchor: act.now,
    items: { ...paused.items, data },
    status: 'active',
  }
  const lines = data.map((item) =>
    periodLine(act, {
      subscription: resumed,
      item,
      period: { start: item.current_period_start, end: item.current_period_end },
    }),
  )
  const period = { start: act.now, end: act.now }
  const draft = draftInvoice(act, { subscription: resumed, reason: 'subscription_update', lines, period })
  const invoice = finalizeInvoice(act, draft)
  const tried = attemptInvoice(act, { invoice, method, forChange: true })
  if (!goesThrough(tried)) throw refusalOf(tried)
  const running = saveSubscription(act, { ...resumed, latest_invoice: invoice.id })
  emitEvent(act, { type: 'customer.subscription.resumed', object: running })
  return running
}
