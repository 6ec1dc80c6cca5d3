import { z } from 'zod'
import { ignored, text } from '../api/params.ts'
import { invalidRequest, StripeError } from '../api/stripe-error.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { buildInvoice } from '../invoices/build-invoice.ts'
import { settleTotal } from '../invoices/invoice-rules.ts'
import { itemLine, periodLine } from '../invoices/line-drafts.ts'
import { pendingItems } from '../invoices/pending-items.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import { minimumCharge } from '../payments/minimum-charge.ts'
import type { Act } from '../stripe-context.ts'
import { periodFrom } from './period-rules.ts'
import { planItems } from './plan-items.ts'
import { prorationItems } from './proration-items.ts'
import { subscriptionCanceled } from './refusals.ts'
import { requireSubscription } from './require-subscription.ts'
import { previewChangeInput } from './subscription-input.ts'

export const previewInput = z.strictObject({
  customer: text.optional(),
  preview_mode: ignored,
  subscription: text,
  subscription_details: previewChangeInput.optional(),
})

const hour = 60 * 60

/**
 * The invoice a change would lead to, or without one the next regular invoice; nothing is kept. With
 * `always_invoice` it is the one drawn up at once: what waits and the prorations. Otherwise it is the next
 * renewal's, with the prorations on it.
 */
export function previewChange(act: Act, input: z.output<typeof previewInput>): Invoice {
  const subscription = requireSubscription(act, {
    id: input.subscription,
    param: 'subscription',
    status: 400,
  })
  if (subscription.status === 'canceled' || subscription.status === 'incomplete_expired') {
    throw subscriptionCanceled()
  }
  const details = input.subscription_details ?? {}
  const { items: changes, proration_behavior: behaviour = 'create_prorations' } = details
  const cancels = details.cancel_now === true
  const after = cancels
    ? []
    : changes
      ? planItems(act, { subscription, changes, now: act.now, param: 'subscription_details[items]' })
      : subscription.items.data
  const prorated = behaviour !== 'none' && (changes !== undefined || cancels)
  const prorations = prorated
    ? prorationItems(act, { subscription, after, date: details.proration_date ?? null, now: act.now })
    : []
  const atOnce = behaviour === 'always_invoice' || cancels
  const ends = details.cancel_at_period_end ?? subscription.cancel_at !== null
  const lines = [
    ...[...pendingItems(act, subscription), ...prorations].map(itemLine),
    ...(atOnce || ends ? [] : nextPeriodLines(act, subscription, after)),
  ]
  if (lines.length === 0 && !(atOnce && changes)) throw noneUpcoming(subscription)
  return preview(act, { subscription, lines, atOnce })
}

function nextPeriodLines(act: Act, subscription: Subscription, items: readonly SubscriptionItem[]) {
  return items.map((item) => {
    const { interval, interval_count } = item.plan
    const period = periodFrom({
      anchor: subscription.billing_cycle_anchor,
      recurring: { interval, interval_count },
      start: item.current_period_end,
    })
    return periodLine(act, { subscription, item, period })
  })
}

function preview(
  act: Act,
  input: {
    readonly subscription: Subscription
    readonly lines: Parameters<typeof buildInvoice>[0]['lines']
    readonly atOnce: boolean
  },
): Invoice {
  const { subscription, lines, atOnce } = input
  const customer = requireCustomer(act, { id: subscription.customer })
  const [item] = subscription.items.data
  if (!item) throw invalidRequest('A subscription has items.')
  const { currency } = subscription
  const at = atOnce ? act.now : item.current_period_end
  const draft = buildInvoice({
    customer,
    subscription,
    currency,
    reason: atOnce ? 'subscription_update' : 'upcoming',
    lines,
    period: { start: item.current_period_start, end: at },
    created: at,
  })
  const { endingBalance } = settleTotal({
    total: draft.total,
    balance: customer.balance,
    minimum: minimumCharge(currency),
  })
  const id = draft.id.replace('in_', 'upcoming_in_')
  const data = draft.lines.data.map((line) => ({
    ...line,
    id: line.id.replace('il_', 'il_tmp_'),
    invoice: id,
  }))
  return {
    ...draft,
    id,
    ending_balance: endingBalance,
    lines: { ...draft.lines, data, url: `/v1/invoices/upcoming/lines?subscription=${subscription.id}` },
    next_payment_attempt: atOnce ? at : at + hour,
  }
}

function noneUpcoming({ customer }: Subscription): StripeError {
  const message = `No upcoming invoices for customer: ${customer}`
  return new StripeError({ status: 404, code: 'invoice_upcoming_none', message })
}
