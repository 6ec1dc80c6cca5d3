import type { Subscription } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'

/** Whether something is open that was tried and not paid; what a waiting change would cost does not count. */
export function hasOverdueInvoice({ invoices }: StripeContext, { id }: Pick<Subscription, 'id'>): boolean {
  const where = `subscription = ? and status = 'open' and id not in
    (select pending_invoice from stripe_subscriptions where pending_invoice is not null)`
  return invoices.list({ where, values: [id], count: 1 }).length > 0
}
