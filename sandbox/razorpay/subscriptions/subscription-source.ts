import type { DueSource } from '../../clock/due-source.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { runDueSubscription } from './run-due-subscription.ts'
import type { SubscriptionEntity } from './subscription-entities.ts'

/** What Razorpay does about subscriptions by itself: charges, tries again, ends and expires them. */
export function subscriptionSource(context: RazorpayContext): DueSource {
  const { store, subscriptions } = context
  const due = (at: Temporal.Instant): SubscriptionEntity[] =>
    subscriptions.list({ where: 'due_at <= ?', values: [Math.floor(at.epochMilliseconds / 1000)] })

  return {
    runDue(now) {
      // Whatever was slept through is done step by step: each moves the due instant of its subscription on.
      for (let waiting = due(now); waiting.length > 0; waiting = due(now)) {
        for (const { id } of waiting) runDueSubscription(context, { id, now })
      }
    },
    waitingAt: (at) => due(at).map(({ id }) => ({ kind: 'subscription', subject: id, dueAt: at })),
    nextDueAfter(after) {
      const row = store
        .prepare('select min(due_at) as due from razorpay_subscriptions where due_at * 1000 > ?')
        .get(after.epochMilliseconds)
      return typeof row?.due === 'number' ? Temporal.Instant.fromEpochMilliseconds(row.due * 1000) : null
    },
  }
}
