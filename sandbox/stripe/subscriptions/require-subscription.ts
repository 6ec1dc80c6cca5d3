import { noSuch } from '../api/stripe-error.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'

export function requireSubscription(
  { subscriptions }: StripeContext,
  {
    id,
    param = 'id',
    status = 404,
  }: { readonly id: string; readonly param?: string; readonly status?: number },
): Subscription {
  const subscription = subscriptions.find(id)
  if (!subscription) throw noSuch({ what: 'subscription', id, param, status })
  return subscription
}

/** An item by its id, with the subscription it is on. */
export function requireItem(
  context: StripeContext,
  id: string,
): { readonly subscription: Subscription; readonly item: SubscriptionItem } {
  const row = context.store.prepare('select subscription from stripe_items where id = ?').get(id)
  const subscription = row && context.subscriptions.find(String(row.subscription))
  const item = subscription?.items.data.find((candidate) => candidate.id === id)
  if (!subscription || !item) throw noSuch({ what: 'subscription_item', id, param: 'item' })
  return { subscription, item }
}
