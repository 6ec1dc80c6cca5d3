import type { OrderEntity } from '../entities.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { cycleStart } from './cycle-rules.ts'
import { issueInvoice } from './issue-invoice.ts'
import type { InvoiceEntity, SubscriptionRecord } from './subscription-entities.ts'
import { changed, cycleBegun } from './subscription-rules.ts'
import { planOf, saveSubscription } from './subscription-store.ts'

/**
 * The next cycle and its invoice, in the caller's transaction. What was to change at the end of the cycle before
 * changes now.
 */
export function beginCycle(
  context: RazorpayContext,
  { record, now }: { readonly record: SubscriptionRecord; readonly now: Temporal.Instant },
): { readonly record: SubscriptionRecord; readonly order: OrderEntity; readonly invoice: InvoiceEntity } {
  const { scheduled } = record.facts
  const current = scheduled ? changed(record, scheduled) : record
  if (scheduled) saveSubscription(context, { record: current, news: ['updated'], now })
  const { entity, facts } = current
  const plan = planOf(context, entity.plan_id)
  const startAt = entity.start_at ?? unixSeconds(now)
  const { name, amount, currency } = plan.item
  const addons = facts.addons.map(({ item, quantity }) => ({
    name: item.name,
    unitAmount: item.amount,
    quantity,
    type: 'addon' as const,
  }))
  const billed = issueInvoice(context, {
    subscription: entity,
    currency,
    lines: [{ name, unitAmount: amount, quantity: entity.quantity, type: 'plan' }, ...addons],
    billingStart: cycleStart({ startAt, plan, cycle: facts.cycles }),
    billingEnd: cycleStart({ startAt, plan, cycle: facts.cycles + 1 }),
    isCycle: true,
    now,
  })
  const begun = cycleBegun(current)
  saveSubscription(context, { record: begun, now })
  return { record: begun, ...billed }
}
