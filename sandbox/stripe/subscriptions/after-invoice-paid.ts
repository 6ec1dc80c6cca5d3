import { subscriptionOf } from '../invoices/save-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { hasOverdueInvoice } from './has-overdue-invoice.ts'
import { applyPendingUpdate, awaitingInvoice } from './pending-update.ts'
import { changeSubscription } from './save-subscription.ts'

/** A first payment starts a subscription, the last overdue one restores it, one that was waited for changes it. */
export function afterInvoicePaid(act: Act, invoice: Invoice): void {
  const waiting = awaitingInvoice(act, invoice)
  if (waiting) {
    applyPendingUpdate(act, waiting)
    return
  }
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (!subscription) return
  const { status } = subscription
  const starts = status === 'incomplete' && invoice.billing_reason === 'subscription_create'
  const restored = (status === 'past_due' || status === 'unpaid') && !hasOverdueInvoice(act, subscription)
  if (starts || restored) changeSubscription(act, subscription, { ...subscription, status: 'active' })
}
