import type Razorpay from 'razorpay'
import { ProviderError } from '../provider.ts'
import { call, isRefusal } from './call.ts'
import { mandateStatus } from './mandate-status.ts'
import { subscriptionObject } from './objects.ts'

/** From the next cycle on; most ways to pay in India allow no change of what was approved. */
export async function changeQuantity(
  razorpay: Razorpay,
  { mandateId, quantity }: { mandateId: string; quantity: number },
): Promise<void> {
  try {
    await call(() => razorpay.subscriptions.update(mandateId, { quantity, schedule_change_at: 'cycle_end' }))
  } catch (error) {
    // Its refusals share one code and differ in words that change: whatever the reason, only a new one helps.
    if (!(error instanceof ProviderError) || !isRefusal(error)) throw error
    throw new ProviderError({
      outcome: 'refused',
      code: 'mandate_unchangeable',
      message: error.message,
      cause: error,
    })
  }
}

/**
 * At once. Never at the end of the cycle: that shows nowhere until it happens and cannot be taken back. The second
 * argument must be a real boolean: the SDK takes any truthy one, also `{cancel_at_cycle_end: false}`, for a yes.
 */
export async function cancelMandate(razorpay: Razorpay, mandateId: string): Promise<void> {
  try {
    await call(() => razorpay.subscriptions.cancel(mandateId, false))
  } catch (error) {
    if (!(error instanceof ProviderError) || !isRefusal(error)) throw error
    const now = subscriptionObject.parse(await call(() => razorpay.subscriptions.fetch(mandateId)))
    const status = mandateStatus(now.status)
    if (status !== 'canceled' && status !== 'completed') throw error
  }
}
