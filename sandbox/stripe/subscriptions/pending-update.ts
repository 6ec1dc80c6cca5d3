import type { Invoice } from '../objects/invoice.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { changeSubscription, saveSubscription } from './save-subscription.ts'

/** The subscription whose waiting change this invoice would pay for. */
export function awaitingInvoice(act: Act, invoice: Pick<Invoice, 'id'>): Subscription | null {
  const [found] = act.subscriptions.list({ where: 'pending_invoice = ?', values: [invoice.id] })
  return found?.pending_update ? found : null
}

/** Remembers a change that waits until `invoice` is paid. */
export function keepPendingUpdate(
  act: Act,
  {
    before,
    after,
    invoice,
  }: { readonly before: Subscription; readonly after: Subscription; readonly invoice: string },
): Subscription {
  changeSubscription(act, before, after)
  act.subscriptions.update(after, { pending_invoice: invoice })
  return after
}

/** The invoice is paid: what waited is done. */
export function applyPendingUpdate(act: Act, before: Subscription): Subscription {
  const data = before.pending_update?.subscription_items ?? before.items.data
  const after: Subscription = { ...before, items: { ...before.items, data }, pending_update: null }
  changeSubscription(act, before, after)
  act.subscriptions.update(after, { pending_invoice: null })
  emitEvent(act, { type: 'customer.subscription.pending_update_applied', object: after })
  return after
}

/** What waited will not be done any more. */
export function dropPendingUpdate(act: Act, before: Subscription): Subscription {
  const after: Subscription = { ...before, pending_update: null }
  saveSubscription(act, after)
  act.subscriptions.update(after, { pending_invoice: null })
  emitEvent(act, { type: 'customer.subscription.pending_update_expired', object: after })
  return after
}
