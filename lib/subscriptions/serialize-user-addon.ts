import { isBefore } from '#lib/calendar/instants.ts'
import type { Addon, FamilyCatalog } from '#lib/catalog/catalog.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import type { HeldLine, Holdings } from './holdings.ts'
import type { UserAddonResponse } from './schemas.ts'
import { mandateOf, serializeMandate } from './serialize-mandate.ts'
import type { UserAddonState } from './user-addon-rules.ts'

/** A held add-on in the seed's words (S0.4). */
export function serializeUserAddon(options: {
  line: HeldLine
  state: UserAddonState
  subscriptionId: string
  addon: Pick<Addon, 'code' | 'name'>
  catalog: FamilyCatalog
  holdings: Holdings
  at: Temporal.Instant
}): UserAddonResponse {
  const { line, state, addon } = options
  const renews = line.autoRenew && !line.cancelAtPeriodEnd && state.status === 'active'
  const isDue = state.periodEnd !== null && !isBefore(options.at, state.periodEnd)
  return {
    id: line.id,
    user_id: state.boughtBy,
    subscription_id: options.subscriptionId,
    addon_id: addon.code,
    addon_name: addon.name,
    status: state.status,
    quantity: state.quantity,
    amount_per_month: toMajorNumber(state.unitAmountMinor, state.currency),
    total_amount: toMajorNumber(state.totalAmountMinor, state.currency),
    currency: state.currency,
    started_at: line.startedAt.toString(),
    current_period_start: state.periodStart.toString(),
    current_period_end: state.periodEnd?.toString() ?? null,
    ends_at: state.endsAt?.toString() ?? null,
    cancel_at_period_end: line.cancelAtPeriodEnd,
    canceled_at: line.canceledAt?.toString() ?? null,
    auto_renew: line.autoRenew,
    next_quantity: line.nextQuantity,
    next_billing_date: renews && !isDue ? (state.periodEnd?.toString() ?? null) : null,
    last_payment_at: line.lastPaymentAt?.toString() ?? null,
    razorpay_subscription_id: mandateOf(options.holdings.agreements, line)?.externalId ?? null,
    razorpay_plan_id: null,
    mandate: serializeMandate(options),
    created_at: line.createdAt.toString(),
    updated_at: line.updatedAt.toString(),
  }
}
