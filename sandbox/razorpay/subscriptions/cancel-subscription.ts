import { inTransaction } from '../../store/open-store.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { invalidField, RazorpayError } from '../razorpay-error.ts'
import { endSubscription } from './end-subscription.ts'
import type { SubscriptionEntity } from './subscription-entities.ts'
import { isOver } from './subscription-rules.ts'
import { readSubscription, saveSubscription } from './subscription-store.ts'

/**
 * At once, or at the end of the cycle. The latter is answered with the subscription as it was, shows nowhere until it
 * happens, and cannot be taken back; while a charge is failing it is accepted and nothing comes of it.
 */
export function cancelSubscription(
  context: RazorpayContext,
  input: {
    readonly subscriptionId: string
    readonly atCycleEnd: boolean
    readonly now: Temporal.Instant
  },
): SubscriptionEntity {
  const entity = inTransaction(context.store, () => {
    const record = readSubscription(context, input.subscriptionId)
    const { status } = record.entity
    if (isOver(record.entity)) {
      throw invalidField('status', `Subscription is not cancellable in ${status} status.`)
    }
    if (!input.atCycleEnd)
      return endSubscription(context, { record, status: 'cancelled', now: input.now }).entity
    if (status === 'created' || status === 'authenticated') {
      const description = 'Subscription cannot be cancelled since no billing cycle is going on'
      throw new RazorpayError({ description })
    }
    if (status === 'active') {
      const facts = { ...record.facts, cancelsAtCycleEnd: true }
      saveSubscription(context, { record: { ...record, facts }, now: input.now })
    }
    return record.entity
  })
  context.wake()
  return entity
}
