import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { nextDue } from './due-rules.ts'

/** Keeps a subscription as it is now, with when it next acts by itself. Tells nobody. */
export function saveSubscription(act: Act, subscription: Subscription): Subscription {
  const { status } = subscription
  act.subscriptions.update(subscription, { status, due: nextDue(subscription) })
  indexItems(act, subscription)
  return subscription
}

/** Keeps it, and tells what has changed. */
export function changeSubscription(act: Act, before: Subscription, after: Subscription): Subscription {
  saveSubscription(act, after)
  emitEvent(act, { type: 'customer.subscription.updated', object: after, before })
  return after
}

/** So that an item is found by its id alone. */
function indexItems({ store }: Act, { id, items }: Subscription): void {
  store.prepare('delete from stripe_items where subscription = ?').run(id)
  const insert = store.prepare('insert into stripe_items (id, subscription) values (?, ?)')
  for (const item of items.data) insert.run(item.id, id)
}
