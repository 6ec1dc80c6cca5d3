import { subscriptionOf } from '../invoices/save-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { awaitingInvoice } from './pending-update.ts'
import { changeSubscription } from './save-subscription.ts'

/** A running subscription is past due from the first failed attempt; a change that waits leaves it as it is. */
export function afterInvoiceUnpaid(act: Act, invoice: Invoice): void {
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (!subscription || awaitingInvoice(act, invoice)) return
  if (subscription.status !== 'active' && subscription.status !== 'trialing') return
  changeSubscription(act, subscription, { ...subscription, status: 'past_due' })
}
