import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import type { SubscriptionRecord } from './subscription-entities.ts'
import { over } from './subscription-rules.ts'
import { saveSubscription } from './subscription-store.ts'

/** Ends it, in the caller's transaction: what is still to be paid is called off. Expiring is silent, as at Razorpay. */
export function endSubscription(
  context: RazorpayContext,
  input: {
    readonly record: SubscriptionRecord
    readonly status: 'cancelled' | 'expired'
    readonly now: Temporal.Instant
  },
): SubscriptionRecord {
  const { status, now } = input
  const at = unixSeconds(now)
  const record = over(input.record, { status, now: at })
  const unpaid = context.invoices.list({
    where: `subscription_id = ? and body ->> 'status' = 'issued'`,
    values: [record.entity.id],
  })
  for (const invoice of unpaid) {
    context.invoices.update({ ...invoice, status: 'cancelled', cancelled_at: at })
  }
  saveSubscription(context, { record, news: status === 'cancelled' ? ['cancelled'] : [], now })
  return record
}
