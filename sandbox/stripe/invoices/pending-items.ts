import type { InvoiceItem } from '../objects/invoice.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'

/** What waits for a subscription's next invoice, oldest first. */
export function pendingItems(
  { invoiceItems }: StripeContext,
  { id }: Pick<Subscription, 'id'>,
): InvoiceItem[] {
  return invoiceItems.list({ where: 'subscription = ? and invoice is null', values: [id] }).reverse()
}
