import { newId } from '../store/new-id.ts'
import type { Store } from '../store/open-store.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { queueEvent } from '../webhooks/queue-event.ts'
import type { OrderEntity, PaymentEntity, RefundEntity } from './entities.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'

export type RazorpayEvent =
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.failed'
  | 'order.paid'
  | 'refund.created'
  | 'refund.processed'
  | 'refund.failed'

/** Queues one event, in the caller's transaction. The order of `objects` is the order of `contains`. */
export function emitEvent(
  context: RazorpayContext,
  input: {
    readonly event: RazorpayEvent
    readonly objects: {
      readonly refund?: RefundEntity
      readonly payment: PaymentEntity
      readonly order?: OrderEntity
    }
    readonly now: Temporal.Instant
  },
): void {
  const { event, objects, now } = input
  const entries = Object.entries(objects)
  const body = {
    entity: 'event',
    account_id: accountId(context.store),
    event,
    contains: entries.map(([name]) => name),
    payload: Object.fromEntries(entries.map(([name, entity]) => [name, { entity }])),
    created_at: unixSeconds(now),
  }
  const subject = objects.payment.order_id
  queueEvent(context.store, { provider: 'razorpay', event, subject, body: JSON.stringify(body), now })
}

/** The merchant account: made once per sandbox. */
function accountId(store: Store): string {
  const known = readSetting(store, 'razorpay.account_id')
  if (typeof known === 'string') return known
  const made = newId('acc_')
  writeSetting(store, 'razorpay.account_id', made)
  return made
}
