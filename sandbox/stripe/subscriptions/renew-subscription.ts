import { draftInvoice } from '../invoices/draft-invoice.ts'
import { periodLine } from '../invoices/line-drafts.ts'
import { pendingItems } from '../invoices/pending-items.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { endSubscription } from './end-subscription.ts'
import { paymentSource } from './payment-source.ts'
import { periodFrom } from './period-rules.ts'
import { changeSubscription } from './save-subscription.ts'

/** How long a renewal's invoice stays a draft before it is final and collected. */
const draftSeconds = 60 * 60

/** The period is over: it ends if it was to end, or the next one begins and is billed. */
export function renewSubscription(act: Act, subscription: Subscription): void {
  if (subscription.cancel_at !== null && subscription.cancel_at <= act.now) {
    billWhatWaits(act, subscription)
    endSubscription(act, { id: subscription.id, details: { reason: 'cancellation_requested' } })
    return
  }
  const trialEnds = subscription.status === 'trialing'
  if (trialEnds && !paymentSource(act, subscription) && endTrialUnpaid(act, subscription)) return
  beginNextPeriod(act, subscription)
}

function beginNextPeriod(act: Act, before: Subscription): void {
  const data = before.items.data.map((item) => inNextPeriod(before, item))
  const [item] = before.items.data
  const renewed: Subscription = {
    ...before,
    items: { ...before.items, data },
    status: before.status === 'trialing' ? 'active' : before.status,
  }
  const draft = draftInvoice(act, {
    subscription: renewed,
    reason: 'subscription_cycle',
    lines: data.map((next) =>
      periodLine(act, {
        subscription: renewed,
        item: next,
        period: { start: next.current_period_start, end: next.current_period_end },
      }),
    ),
    period: { start: item?.current_period_start ?? act.now, end: act.now },
    // What nobody pays for is drawn up and left.
    finalizesAt: before.status === 'unpaid' ? null : act.now + draftSeconds,
  })
  changeSubscription(act, before, { ...renewed, latest_invoice: draft.id })
}

function inNextPeriod(subscription: Subscription, item: SubscriptionItem): SubscriptionItem {
  const { interval, interval_count } = item.plan
  const period = periodFrom({
    anchor: subscription.billing_cycle_anchor,
    recurring: { interval, interval_count },
    start: item.current_period_end,
  })
  return { ...item, current_period_start: period.start, current_period_end: period.end }
}

/** A canceled subscription's last prorations are still billed at the end of its period. */
function billWhatWaits(act: Act, subscription: Subscription): void {
  if (pendingItems(act, subscription).length === 0) return
  draftInvoice(act, {
    subscription,
    reason: 'subscription_cycle',
    lines: [],
    period: { start: subscription.items.data[0]?.current_period_start ?? act.now, end: act.now },
    finalizesAt: act.now + draftSeconds,
  })
}

/** Without a way to pay, a trial ends as it was told to. Answers whether that was all. */
function endTrialUnpaid(act: Act, subscription: Subscription): boolean {
  const { missing_payment_method } = subscription.trial_settings.end_behavior
  switch (missing_payment_method) {
    case 'create_invoice':
      return false
    case 'cancel':
      endSubscription(act, { id: subscription.id, details: {} })
      return true
    case 'pause': {
      const paused: Subscription = { ...subscription, status: 'paused' }
      changeSubscription(act, subscription, paused)
      emitEvent(act, { type: 'customer.subscription.paused', object: paused })
      return true
    }
    default:
      return missing_payment_method satisfies never
  }
}
