import { subscriptionOf } from '../invoices/save-invoice.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { changeSubscription } from './save-subscription.ts'

/** While the bank takes its days, a subscription runs on trust. */
export function afterInvoiceProcessing(act: Act, invoice: Invoice): void {
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (subscription?.status !== 'incomplete') return
  changeSubscription(act, subscription, { ...subscription, status: 'active' })
}
