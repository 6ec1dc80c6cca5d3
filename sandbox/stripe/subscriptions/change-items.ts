import { StripeError } from '../api/stripe-error.ts'
import { attemptInvoice, goesThrough, type InvoiceAttempt } from '../invoices/attempt-invoice.ts'
import { draftInvoice } from '../invoices/draft-invoice.ts'
import { finalizeInvoice } from '../invoices/finalize-invoice.ts'
import { settleInvoice } from '../invoices/settle-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import { actionRequired, cardDeclined } from '../payments/card-refusals.ts'
import type { Act } from '../stripe-context.ts'
import { discardPendingUpdate } from './discard-pending-update.ts'
import { unfinishedSeconds } from './due-rules.ts'
import { paymentSource } from './payment-source.ts'
import { keepPendingUpdate } from './pending-update.ts'
import { prorationItems } from './proration-items.ts'
import { noPaymentMethod } from './refusals.ts'
import { changeSubscription } from './save-subscription.ts'

export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete'
export type ProrationBehavior = 'create_prorations' | 'always_invoice' | 'none'

export type Terms = {
  readonly prorationBehavior: ProrationBehavior
  readonly prorationDate: number | null
  readonly paymentBehavior: PaymentBehavior
}

/**
 * Gives a subscription other items. What that credits and charges waits for the next invoice, or with
 * `always_invoice` is invoiced and collected at once; `paymentBehavior` says what becomes of it if it is not paid.
 */
export function changeItems(
  act: Act,
  input: {
    readonly subscription: Subscription
    readonly plan: (subscription: Subscription) => readonly SubscriptionItem[]
    readonly terms: Terms
    /** What else the same request changes. */
    readonly besides?: Partial<Subscription>
  },
): Subscription {
  const { terms, besides } = input
  const before = discardPendingUpdate(act, input.subscription)
  const data = input.plan(before)
  const after: Subscription = { ...before, ...besides, items: { ...before.items, data } }
  const prorations =
    terms.prorationBehavior === 'none'
      ? []
      : prorationItems(act, { subscription: before, after: data, date: terms.prorationDate, now: act.now })
  for (const item of prorations) {
    act.invoiceItems.insert(item, { customer: item.customer, subscription: before.id, invoice: null })
  }
  if (terms.prorationBehavior !== 'always_invoice' || prorations.length === 0) {
    return changeSubscription(act, before, after)
  }
  return collect(act, { before, after, paymentBehavior: terms.paymentBehavior })
}

type Change = {
  readonly before: Subscription
  readonly after: Subscription
  readonly paymentBehavior: PaymentBehavior
}

function collect(act: Act, change: Change): Subscription {
  const { before, paymentBehavior } = change
  const [item] = before.items.data
  const period = { start: item?.current_period_start ?? act.now, end: act.now }
  const draft = draftInvoice(act, { subscription: before, reason: 'subscription_update', lines: [], period })
  const invoice = finalizeInvoice(act, draft)
  const after: Subscription = { ...change.after, latest_invoice: invoice.id }
  if (invoice.amount_due === 0) {
    changeSubscription(act, before, after)
    settleInvoice(act, invoice)
    return after
  }
  if (paymentBehavior === 'default_incomplete') return changeSubscription(act, before, pastDue(after))
  const method = paymentSource(act, after)
  if (!method) throw noPaymentMethod()
  const tried = attemptInvoice(act, { invoice, method, forChange: true })
  if (goesThrough(tried)) {
    // The payment may have restored it: what else the change knows of its state is older.
    const status = act.subscriptions.find(before.id)?.status ?? after.status
    return changeSubscription(act, before, { ...after, status })
  }
  return unpaid(act, { ...change, after, tried })
}

function unpaid(act: Act, change: Change & { readonly tried: InvoiceAttempt }): Subscription {
  const { before, after, tried, paymentBehavior } = change
  switch (paymentBehavior) {
    case 'allow_incomplete':
    case 'default_incomplete':
      return changeSubscription(act, before, pastDue(after))
    case 'pending_if_incomplete':
      return wait(act, { before, after, invoice: tried.invoice })
    case 'error_if_incomplete':
      throw refusalOf(tried)
    default:
      return paymentBehavior satisfies never
  }
}

function wait(
  act: Act,
  {
    before,
    after,
    invoice,
  }: { readonly before: Subscription; readonly after: Subscription; readonly invoice: Invoice },
): Subscription {
  const periodEnd = Math.min(...before.items.data.map((item) => item.current_period_end))
  const waiting: Subscription = {
    ...before,
    latest_invoice: invoice.id,
    pending_update: {
      billing_cycle_anchor: null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: Math.min(periodEnd, act.now + unfinishedSeconds),
      metadata: null,
      subscription_items: after.items.data,
      trial_end: null,
      trial_from_plan: null,
    },
  }
  return keepPendingUpdate(act, { before, after: waiting, invoice: invoice.id })
}

function pastDue(subscription: Subscription): Subscription {
  return { ...subscription, status: 'past_due' }
}

export function refusalOf({ verdict, intent }: InvoiceAttempt): StripeError {
  if (!intent) return new StripeError({ status: 402, type: 'card_error', message: 'Your card was declined.' })
  if (verdict !== 'asks') return cardDeclined(intent)
  return actionRequired({ code: 'subscription_payment_intent_requires_action', intent })
}
