import { newId } from '../store/new-id.ts'
import type { Store } from '../store/open-store.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { queueEvent } from '../webhooks/queue-event.ts'
import type { DisputeEntity } from './disputes/dispute-entity.ts'
import type { OrderEntity, PaymentEntity, RefundEntity } from './entities.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'
import type { InvoiceEntity, SubscriptionEntity } from './subscriptions/subscription-entities.ts'

export type RazorpayEvent =
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.failed'
  | `payment.dispute.${'created' | 'won' | 'lost' | 'closed'}`
  | 'order.paid'
  | 'invoice.paid'
  | 'refund.created'
  | 'refund.processed'
  | 'refund.failed'
  | `subscription.${SubscriptionNews}`

export type SubscriptionNews =
  | 'authenticated'
  | 'activated'
  | 'charged'
  | 'pending'
  | 'halted'
  | 'cancelled'
  | 'completed'
  | 'updated'
  | 'paused'
  | 'resumed'

type Objects = {
  readonly subscription?: SubscriptionEntity
  readonly refund?: RefundEntity
  readonly payment?: PaymentEntity
  readonly order?: OrderEntity
  readonly invoice?: InvoiceEntity
  readonly dispute?: DisputeEntity
}

/** Queues one event, in the caller's transaction. The order of `objects` is the order of `contains`. */
export function emitEvent(
  context: RazorpayContext,
  input: { readonly event: RazorpayEvent; readonly objects: Objects; readonly now: Temporal.Instant },
): void {
  const { event, objects, now } = input
  const entries = Object.entries(withQuirks(objects))
  const body = {
    entity: 'event',
    account_id: accountId(context.store),
    event,
    contains: entries.map(([name]) => name),
    payload: Object.fromEntries(entries.map(([name, entity]) => [name, { entity }])),
    created_at: unixSeconds(now),
  }
  const subject = subjectOf(context, objects)
  queueEvent(context.store, { provider: 'razorpay', event, subject, body: JSON.stringify(body), now })
}

/** Beside a subscription a payment's `captured` is "1"; everywhere else it is a boolean. */
function withQuirks(objects: Objects): object {
  const { subscription, payment } = objects
  return subscription && payment
    ? { ...objects, payment: { ...payment, captured: payment.captured ? '1' : '0' } }
    : objects
}

/** The news of one subscription, its payments' included, leave in their order. */
function subjectOf(context: RazorpayContext, { subscription, payment, invoice }: Objects): string {
  if (subscription) return subscription.id
  const billed = invoice ?? (payment?.invoice_id ? context.invoices.find(payment.invoice_id) : null)
  return billed?.subscription_id ?? payment?.order_id ?? ''
}

/** The merchant account: made once per sandbox. */
function accountId(store: Store): string {
  const known = readSetting(store, 'razorpay.account_id')
  if (typeof known === 'string') return known
  const made = newId('acc_')
  writeSetting(store, 'razorpay.account_id', made)
  return made
}
