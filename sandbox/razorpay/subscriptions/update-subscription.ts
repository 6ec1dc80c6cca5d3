import { inTransaction } from '../../store/open-store.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { invalidField, RazorpayError } from '../razorpay-error.ts'
import { type Input, readInteger, readText } from '../read-input.ts'
import { chargeDifference } from './charge-difference.ts'
import { readCount } from './create-subscription.ts'
import { refuseChange } from './mandate-rules.ts'
import type { SubscriptionChange, SubscriptionEntity, SubscriptionRecord } from './subscription-entities.ts'
import { changed } from './subscription-rules.ts'
import { planOf, readSubscription, saveSubscription } from './subscription-store.ts'

export const updateFields = ['plan_id', 'quantity', 'remaining_count', 'schedule_change_at'] as const

type Update = { readonly subscriptionId: string; readonly now: Temporal.Instant }

/** Now, against the difference for the rest of the cycle, or at the end of the cycle. */
export function updateSubscription(
  context: RazorpayContext,
  { subscriptionId, input, now }: Update & { readonly input: Input },
): SubscriptionEntity {
  const entity = inTransaction(context.store, () => {
    const record = readSubscription(context, subscriptionId)
    if (Object.keys(input).length === 0) {
      throw new RazorpayError({ description: "Parameters to update can't be empty" })
    }
    const when = input.schedule_change_at ?? 'now'
    if (when !== 'now' && when !== 'cycle_end') {
      throw invalidField('schedule_change_at', 'The selected schedule change at is invalid.')
    }
    const change = readChange(input)
    refuseChange(record)
    refuseOtherRhythm(context, { record, change })
    if (when === 'cycle_end') return schedule(context, { record, change, now })
    const next = changed(record, change)
    if (record.entity.status === 'active') chargeDifference(context, { before: record, after: next, now })
    saveSubscription(context, { record: next, news: ['updated'], now })
    return next.entity
  })
  context.wake()
  return entity
}

/** The subscription as it will be after the change that waits. */
export function pendingUpdate(context: RazorpayContext, subscriptionId: string): SubscriptionEntity {
  const record = readSubscription(context, subscriptionId)
  const { has_scheduled_changes, change_scheduled_at } = record.entity
  return { ...changed(record, waiting(record)).entity, has_scheduled_changes, change_scheduled_at }
}

export function cancelUpdate(context: RazorpayContext, { subscriptionId, now }: Update): SubscriptionEntity {
  return inTransaction(context.store, () => {
    const record = readSubscription(context, subscriptionId)
    waiting(record)
    const entity = { ...record.entity, has_scheduled_changes: false, change_scheduled_at: null }
    saveSubscription(context, { record: { entity, facts: { ...record.facts, scheduled: null } }, now })
    return entity
  })
}

function waiting({ facts }: SubscriptionRecord): SubscriptionChange {
  if (!facts.scheduled) throw new RazorpayError({ description: 'No Pending update for this subscription' })
  return facts.scheduled
}

function schedule(
  context: RazorpayContext,
  input: {
    readonly record: SubscriptionRecord
    readonly change: SubscriptionChange
    readonly now: Temporal.Instant
  },
): SubscriptionEntity {
  const { record, change, now } = input
  const entity = {
    ...record.entity,
    has_scheduled_changes: true,
    change_scheduled_at: record.entity.charge_at ?? unixSeconds(now),
  }
  saveSubscription(context, { record: { entity, facts: { ...record.facts, scheduled: change } }, now })
  return entity
}

function readChange(input: Input): SubscriptionChange {
  const given = (field: string) => input[field] !== undefined && input[field] !== null
  if (given('remaining_count') && readInteger(input, 'remaining_count') < 1) {
    throw invalidField('remaining_count', 'The remaining count must be at least 1.')
  }
  return {
    plan_id: readText(input, 'plan_id', 40),
    quantity: given('quantity') ? readCount(input, 'quantity') : null,
    remaining_count: given('remaining_count') ? readInteger(input, 'remaining_count') : null,
  }
}

/** Razorpay would begin a new rhythm; the sandbox does not imitate that. */
function refuseOtherRhythm(
  context: RazorpayContext,
  { record, change }: { readonly record: SubscriptionRecord; readonly change: SubscriptionChange },
): void {
  if (change.plan_id === null) return
  const before = planOf(context, record.entity.plan_id)
  const after = planOf(context, change.plan_id)
  if (before.period !== after.period || before.interval !== after.interval) {
    throw invalidField('plan_id', 'The plan has another billing cycle.')
  }
}
