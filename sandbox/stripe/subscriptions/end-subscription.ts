import { saveInvoice } from '../invoices/save-invoice.ts'
import { voidInvoice } from '../invoices/void-invoice.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { discardPendingUpdate } from './discard-pending-update.ts'
import { requireSubscription } from './require-subscription.ts'
import { saveSubscription } from './save-subscription.ts'

/** Ends a subscription now. What is open stays open, but nobody tries to collect it any more. */
export function endSubscription(
  act: Act,
  input: { readonly id: string; readonly details: Partial<Subscription['cancellation_details']> },
): Subscription {
  const running = discardPendingUpdate(act, requireSubscription(act, { id: input.id }))
  if (running.status === 'incomplete') return expireIncomplete(act, running)
  const where = "subscription = ? and status in ('draft', 'open')"
  for (const invoice of act.invoices.list({ where, values: [running.id] })) {
    saveInvoice(act, {
      ...invoice,
      auto_advance: false,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    })
  }
  const ended = saveSubscription(act, {
    ...running,
    canceled_at: running.canceled_at ?? act.now,
    cancellation_details: { ...running.cancellation_details, ...input.details },
    ended_at: act.now,
    status: 'canceled',
  })
  emitEvent(act, { type: 'customer.subscription.deleted', object: ended })
  return ended
}

/** A first payment that never came: its invoice is voided, which ends the subscription. */
export function expireIncomplete(act: Act, subscription: Subscription): Subscription {
  const invoice = act.invoices.find(subscription.latest_invoice ?? '')
  if (invoice?.status === 'open') voidInvoice(act, invoice)
  return requireSubscription(act, { id: subscription.id })
}
