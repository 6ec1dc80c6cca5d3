import { emitEvent, type SubscriptionNews } from '../emit-event.ts'
import type { PaymentEntity } from '../entities.ts'
import type { RazorpayContext } from '../razorpay-context.ts'
import { idDoesNotExist } from '../razorpay-error.ts'
import type { MandateFacts, PlanEntity, SubscriptionRecord } from './subscription-entities.ts'
import { dueAt } from './subscription-rules.ts'

/** A subscription with what the API does not show of it. Throws in Razorpay's words when there is none. */
export function readSubscription(context: RazorpayContext, id: string): SubscriptionRecord {
  const entity = context.subscriptions.find(id)
  if (!entity) throw idDoesNotExist()
  return { entity, facts: JSON.parse(String(context.subscriptions.column(id, 'facts'))) as MandateFacts }
}

export function insertSubscription(context: RazorpayContext, record: SubscriptionRecord): void {
  const { plan_id, created_at } = record.entity
  context.subscriptions.insert(record.entity, { plan_id, created_at, ...hidden(record) })
}

/** Keeps it and, with `news`, tells of it, in the caller's transaction. */
export function saveSubscription(
  context: RazorpayContext,
  input: {
    readonly record: SubscriptionRecord
    readonly news?: readonly SubscriptionNews[]
    /** The charge the news is about; only some of the events carry it. */
    readonly payment?: PaymentEntity
    readonly now: Temporal.Instant
  },
): void {
  const { record, payment, now } = input
  const { entity } = record
  context.subscriptions.update(entity, { plan_id: entity.plan_id, ...hidden(record) })
  for (const news of input.news ?? []) {
    const objects = { subscription: entity, ...(payment ? { payment } : {}) }
    emitEvent(context, { event: `subscription.${news}`, objects, now })
  }
}

export function planOf(context: RazorpayContext, planId: string): PlanEntity {
  const plan = context.plans.find(planId)
  if (!plan) throw idDoesNotExist()
  return plan
}

function hidden(record: SubscriptionRecord) {
  return { facts: JSON.stringify(record.facts), due_at: dueAt(record) }
}
