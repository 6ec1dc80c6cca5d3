import { subscriptionOf } from '../invoices/save-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { hasOverdueInvoice } from './has-overdue-invoice.ts'
import { awaitingInvoice, dropPendingUpdate } from './pending-update.ts'
import { changeSubscription } from './save-subscription.ts'

/** What would have been paid for does not happen; what was overdue only because of it is well again. */
export function afterInvoiceVoided(act: Act, invoice: Invoice): void {
  const waiting = awaitingInvoice(act, invoice)
  if (waiting) {
    dropPendingUpdate(act, waiting)
    return
  }
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (!subscription) return
  const { status } = subscription
  if (status === 'incomplete') {
    changeSubscription(act, subscription, {
      ...subscription,
      status: 'incomplete_expired',
      ended_at: act.now,
    })
  }
  if (status === 'past_due' && !hasOverdueInvoice(act, subscription)) {
    changeSubscription(act, subscription, { ...subscription, status: 'active' })
  }
}
