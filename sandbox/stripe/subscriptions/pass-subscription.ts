import type { Act } from '../stripe-context.ts'
import { discardPendingUpdate } from './discard-pending-update.ts'
import { expireIncomplete } from './end-subscription.ts'
import { renewSubscription } from './renew-subscription.ts'
import { requireSubscription } from './require-subscription.ts'

/** The instant a subscription waited for has come. What waits to be paid expires before a period ends. */
export function passSubscription(act: Act, id: string): void {
  const subscription = requireSubscription(act, { id })
  if (subscription.status === 'incomplete') {
    expireIncomplete(act, subscription)
    return
  }
  const { pending_update } = subscription
  if (pending_update && pending_update.expires_at <= act.now) {
    discardPendingUpdate(act, subscription)
    return
  }
  renewSubscription(act, subscription)
}
