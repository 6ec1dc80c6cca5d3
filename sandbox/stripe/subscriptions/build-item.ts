import { newId } from '../../store/new-id.ts'
import type { RecurringPrice } from '../catalog/require-price.ts'
import type { Plan } from '../objects/catalog.ts'
import type { Period } from '../objects/invoice.ts'
import type { Metadata } from '../objects/metadata.ts'
import type { SubscriptionItem } from '../objects/subscription.ts'

export function buildItem(input: {
  readonly subscription: string
  readonly price: RecurringPrice
  readonly quantity: number
  readonly metadata: Metadata
  readonly period: Period
  readonly now: number
}): SubscriptionItem {
  const { subscription, price, quantity, metadata, period } = input
  return {
    id: newId('si_'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: input.now,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  }
}

export function planOf({ recurring, ...price }: RecurringPrice): Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  }
}
