import type { Subscription } from '../objects/subscription.ts'

/** How long a first payment, or a change that waits to be paid, may stay unfinished. */
export const unfinishedSeconds = 23 * 60 * 60

/** The Unix second at which a subscription does something by itself; null when it waits for nothing. */
export function nextDue(subscription: Subscription): number | null {
  switch (subscription.status) {
    case 'incomplete':
      return subscription.created + unfinishedSeconds
    case 'canceled':
    case 'incomplete_expired':
    case 'paused':
      return null
    case 'active':
    case 'past_due':
    case 'trialing':
    case 'unpaid':
      return Math.min(
        ...subscription.items.data.map((item) => item.current_period_end),
        subscription.cancel_at ?? Number.POSITIVE_INFINITY,
        subscription.pending_update?.expires_at ?? Number.POSITIVE_INFINITY,
      )
    default:
      return subscription.status satisfies never
  }
}
