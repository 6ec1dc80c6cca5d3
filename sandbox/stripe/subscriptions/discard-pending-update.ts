import { voidInvoice } from '../invoices/void-invoice.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { requireSubscription } from './require-subscription.ts'

/** A change that waits to be paid makes room: its invoice is voided, and with it what it would have done. */
export function discardPendingUpdate(act: Act, subscription: Subscription): Subscription {
  if (!subscription.pending_update) return subscription
  const waitsFor = act.subscriptions.column(subscription.id, 'pending_invoice')
  const invoice = act.invoices.find(String(waitsFor))
  if (invoice) voidInvoice(act, invoice)
  return requireSubscription(act, { id: subscription.id })
}
