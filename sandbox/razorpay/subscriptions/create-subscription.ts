import { newId } from '../../store/new-id.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { invalidField, RazorpayError } from '../razorpay-error.ts'
import { type Input, readInteger, readNotes, readText } from '../read-input.ts'
import { cycleStart, mostCycles } from './cycle-rules.ts'
import type { SubscriptionEntity } from './subscription-entities.ts'
import { insertSubscription, planOf } from './subscription-store.ts'

export const subscriptionFields = [
  'plan_id',
  'total_count',
  'quantity',
  'start_at',
  'expire_by',
  'customer_notify',
  'notes',
] as const

/** `origin` is where the page lies on which the payer could approve it without the merchant's own. */
export function createSubscription(
  context: RazorpayContext,
  { input, origin, now }: { readonly input: Input; readonly origin: string; readonly now: Temporal.Instant },
): SubscriptionEntity {
  const planId = readText(input, 'plan_id', 40)
  if (planId === null) throw invalidField('plan_id', 'The plan id field is required.')
  const plan = planOf(context, planId)
  const total_count = readCount(input, 'total_count')
  const most = mostCycles(plan)
  if (total_count > most) {
    const description = `Exceeds the maximum total_count (${most}) allowed for the given period and interval`
    throw new RazorpayError({ description, field: 'total_count' })
  }
  const created_at = unixSeconds(now)
  const start_at = readFuture(input, 'start_at', {
    now: created_at,
    refusal: 'The start at must be a future time.',
  })
  const expire_by = readFuture(input, 'expire_by', {
    now: created_at,
    refusal: 'Link expire by cannot be lesser than the current time.',
  })
  const id = newId('sub_')
  const entity: SubscriptionEntity = {
    id,
    entity: 'subscription',
    plan_id: plan.id,
    customer_id: null,
    status: 'created',
    current_start: null,
    current_end: null,
    ended_at: null,
    quantity: input.quantity === undefined || input.quantity === null ? 1 : readCount(input, 'quantity'),
    notes: readNotes(input),
    charge_at: start_at,
    start_at,
    end_at: start_at === null ? null : cycleStart({ startAt: start_at, plan, cycle: total_count - 1 }),
    auth_attempts: 0,
    total_count,
    paid_count: 0,
    customer_notify: input.customer_notify !== false && input.customer_notify !== 0,
    created_at,
    expire_by,
    short_url: `${origin}/checkout/${id}?key_id=${context.config.keyId}`,
    has_scheduled_changes: false,
    change_scheduled_at: null,
    source: 'api',
    payment_method: null,
    offer_id: null,
    remaining_count: total_count,
  }
  const facts = { region: 'domestic', bank: 'captured', cycles: 0, missed: 0 } as const
  insertSubscription(context, {
    entity,
    facts: { ...facts, cancelsAtCycleEnd: false, scheduled: null, addons: [] },
  })
  context.wake()
  return entity
}

/** A whole number of at least 1. */
export function readCount(input: Input, field: string): number {
  const count = readInteger(input, field)
  if (count < 1) throw invalidField(field, `The ${field.replaceAll('_', ' ')} must be at least 1.`)
  return count
}

function readFuture(
  input: Input,
  field: string,
  { now, refusal }: { readonly now: number; readonly refusal: string },
): number | null {
  if (input[field] === undefined || input[field] === null) return null
  const at = readInteger(input, field)
  if (at < now) throw invalidField(field, refusal)
  return at
}
