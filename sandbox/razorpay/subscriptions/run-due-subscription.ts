import { inTransaction } from '../../store/open-store.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { beginCycle } from './begin-cycle.ts'
import { chargeInvoice, lastUnpaidInvoice } from './charge-subscription.ts'
import { endSubscription } from './end-subscription.ts'
import { cycleMissed } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

/** Does the one thing whose time has come: a charge, a retry, an end. */
export function runDueSubscription(
  context: RazorpayContext,
  { id, now }: { readonly id: string; readonly now: Temporal.Instant },
): void {
  inTransaction(context.store, () => {
    const record = readSubscription(context, id)
    switch (record.entity.status) {
      case 'created':
        endSubscription(context, { record, status: 'expired', now })
        return
      case 'authenticated':
      case 'active': {
        if (record.facts.cancelsAtCycleEnd) {
          endSubscription(context, { record, status: 'cancelled', now })
          return
        }
        chargeInvoice(context, { ...beginCycle(context, { record, now }), now })
        return
      }
      case 'pending': {
        const invoice = lastUnpaidInvoice(context, id)
        if (!invoice)
          throw new Error(`subscription ${id} is pending and has no invoice at ${unixSeconds(now)}`)
        chargeInvoice(context, { record, invoice, now })
        return
      }
      case 'halted': {
        const begun = beginCycle(context, { record, now })
        const missed = cycleMissed(begun.record, planOf(context, begun.record.entity.plan_id))
        saveSubscription(context, { record: missed, now })
        return
      }
      case 'paused':
      case 'cancelled':
      case 'completed':
      case 'expired':
        return
      default:
        record.entity.status satisfies never
    }
  })
  context.wake()
}
