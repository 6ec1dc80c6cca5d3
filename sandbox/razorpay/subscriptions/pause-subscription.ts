import { inTransaction } from '../../store/open-store.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { RazorpayError } from '../razorpay-error.ts'
import { endSubscription } from './end-subscription.ts'
import type { SubscriptionEntity } from './subscription-entities.ts'
import { reactivated } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

type Request = { readonly subscriptionId: string; readonly now: Temporal.Instant }

/** Only an active one can be paused; pausing one that has not begun cancels it. */
export function pauseSubscription(
  context: RazorpayContext,
  { subscriptionId, now }: Request,
): SubscriptionEntity {
  const entity = inTransaction(context.store, () => {
    const record = readSubscription(context, subscriptionId)
    const { status } = record.entity
    if (status === 'authenticated')
      return endSubscription(context, { record, status: 'cancelled', now }).entity
    if (status !== 'active') {
      throw new RazorpayError({
        description: `subscription can't be paused as subscription is in ${status} state`,
      })
    }
    const paused: SubscriptionEntity = {
      ...record.entity,
      status: 'paused',
      charge_at: null,
      paused_at: unixSeconds(now),
      pause_initiated_by: 'self',
    }
    saveSubscription(context, { record: { ...record, entity: paused }, news: ['paused'], now })
    return paused
  })
  context.wake()
  return entity
}

/** Charged again from the next cycle that begins; cycles that passed meanwhile are never charged. */
export function resumeSubscription(
  context: RazorpayContext,
  { subscriptionId, now }: Request,
): SubscriptionEntity {
  const entity = inTransaction(context.store, () => {
    const record = readSubscription(context, subscriptionId)
    const { status, plan_id } = record.entity
    if (status !== 'paused') {
      throw new RazorpayError({
        description: `subscription can't be resumed as subscription is in ${status} state`,
      })
    }
    const resumed = reactivated(record, { plan: planOf(context, plan_id), now: unixSeconds(now) })
    saveSubscription(context, { record: resumed, news: ['resumed'], now })
    return resumed.entity
  })
  context.wake()
  return entity
}
