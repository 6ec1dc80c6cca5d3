import { cycleStart } from './cycle-rules.ts'
import type {
  InvoiceEntity,
  PlanEntity,
  SubscriptionChange,
  SubscriptionEntity,
  SubscriptionRecord,
  SubscriptionStatus,
} from './subscription-entities.ts'

/** A failed charge is tried again once a day, three times. */
const retries = 3
const day = 86_400

const ended: ReadonlySet<SubscriptionStatus> = new Set(['cancelled', 'completed', 'expired'])

export function isOver({ status }: Pick<SubscriptionEntity, 'status'>): boolean {
  return ended.has(status)
}

/** When the next cycle begins; null after the last, and before the first is known. */
function nextCycleAt({ entity, facts }: SubscriptionRecord, plan: PlanEntity): number | null {
  if (entity.start_at === null || facts.cycles >= entity.total_count) return null
  return cycleStart({ startAt: entity.start_at, plan, cycle: facts.cycles })
}

/** The payer approved it; `startAt` is when the first cycle begins. */
export function authenticated(
  { entity, facts }: SubscriptionRecord,
  approval: {
    readonly startAt: number
    readonly plan: PlanEntity
    readonly customerId: string
    readonly method: NonNullable<SubscriptionEntity['payment_method']>
    readonly region: 'domestic' | 'international'
  },
): SubscriptionRecord {
  const { startAt, plan } = approval
  return {
    entity: {
      ...entity,
      status: 'authenticated',
      customer_id: approval.customerId,
      payment_method: approval.method,
      start_at: startAt,
      charge_at: startAt,
      end_at: cycleStart({ startAt, plan, cycle: entity.total_count - 1 }),
    },
    facts: { ...facts, region: approval.region, bank: 'captured' },
  }
}

export function cycleBegun({ entity, facts }: SubscriptionRecord): SubscriptionRecord {
  return { entity, facts: { ...facts, cycles: facts.cycles + 1, addons: [] } }
}

/** Nobody is charged for it: the subscription is halted. */
export function cycleMissed(record: SubscriptionRecord, plan: PlanEntity): SubscriptionRecord {
  const { entity, facts } = record
  const missed = { ...facts, missed: facts.missed + 1 }
  return counted({ entity: { ...entity, charge_at: nextCycleAt(record, plan) }, facts: missed })
}

/** An invoice of a cycle was paid, by itself or by hand. The last cycle's charge completes the subscription. */
export function charged(
  record: SubscriptionRecord,
  paid: { readonly invoice: InvoiceEntity; readonly plan: PlanEntity; readonly now: number },
): SubscriptionRecord {
  const { entity, facts } = record
  const { billing_start, billing_end } = paid.invoice
  const older = entity.current_end !== null && billing_end < entity.current_end
  const paid_count = entity.paid_count + 1
  const missed = entity.status === 'halted' ? facts.missed - 1 : facts.missed
  const complete = paid_count + missed >= entity.total_count
  return counted({
    entity: {
      ...entity,
      status: complete ? 'completed' : 'active',
      ended_at: complete ? paid.now : null,
      current_start: older ? entity.current_start : billing_start,
      current_end: older ? entity.current_end : billing_end,
      charge_at: complete ? null : nextCycleAt(record, paid.plan),
      auth_attempts: 0,
      paid_count,
    },
    facts: { ...facts, missed },
  })
}

export function chargeFailed(record: SubscriptionRecord, plan: PlanEntity): SubscriptionRecord {
  const { entity, facts } = record
  const auth_attempts = entity.auth_attempts + 1
  if (auth_attempts <= retries) {
    const charge_at = (entity.charge_at ?? 0) + day
    return { entity: { ...entity, status: 'pending', auth_attempts, charge_at }, facts }
  }
  const halted = { ...entity, status: 'halted' as const, auth_attempts: 0 }
  return cycleMissed({ entity: halted, facts }, plan)
}

/** Charged again from the next cycle on; what was missed stays missed. */
export function reactivated(
  record: SubscriptionRecord,
  { plan, now }: { readonly plan: PlanEntity; readonly now: number },
): SubscriptionRecord {
  let next: SubscriptionRecord = {
    ...record,
    entity: { ...record.entity, status: 'active', auth_attempts: 0 },
  }
  for (let at = nextCycleAt(next, plan); at !== null && at <= now; at = nextCycleAt(next, plan)) {
    next = cycleMissed(cycleBegun(next), plan)
  }
  const { paused_at: _at, pause_initiated_by: _by, ...entity } = next.entity
  const charge_at = nextCycleAt(next, plan)
  if (charge_at === null)
    return { ...next, entity: { ...entity, status: 'completed', charge_at, ended_at: now } }
  return { ...next, entity: { ...entity, charge_at } }
}

export function over(
  { entity, facts }: SubscriptionRecord,
  end: { readonly status: 'cancelled' | 'expired'; readonly now: number },
): SubscriptionRecord {
  const cleared = { charge_at: null, has_scheduled_changes: false, change_scheduled_at: null }
  const ended_at = end.status === 'cancelled' ? end.now : null
  return {
    entity: { ...entity, ...cleared, status: end.status, ended_at },
    facts: { ...facts, cancelsAtCycleEnd: false, scheduled: null },
  }
}

export function changed(
  { entity, facts }: SubscriptionRecord,
  change: SubscriptionChange,
): SubscriptionRecord {
  const begun = entity.paid_count + facts.missed
  return counted({
    entity: {
      ...entity,
      plan_id: change.plan_id ?? entity.plan_id,
      quantity: change.quantity ?? entity.quantity,
      total_count: change.remaining_count === null ? entity.total_count : begun + change.remaining_count,
      has_scheduled_changes: false,
      change_scheduled_at: null,
    },
    facts: { ...facts, scheduled: null },
  })
}

function counted({ entity, facts }: SubscriptionRecord): SubscriptionRecord {
  const remaining_count = entity.total_count - entity.paid_count - facts.missed
  return { entity: { ...entity, remaining_count }, facts }
}

/** When Razorpay next does something about it by itself, in Unix seconds. */
export function dueAt({ entity }: SubscriptionRecord): number | null {
  switch (entity.status) {
    case 'created': {
      const limits = [entity.start_at, entity.expire_by].filter((at) => at !== null)
      return limits.length === 0 ? null : Math.min(...limits)
    }
    case 'authenticated':
    case 'active':
    case 'pending':
    case 'halted':
      return entity.charge_at
    case 'paused':
    case 'cancelled':
    case 'completed':
    case 'expired':
      return null
    default:
      return entity.status satisfies never
  }
}
