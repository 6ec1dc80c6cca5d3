import { newId } from '../../store/new-id.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import { requireRecurringPrice } from '../catalog/require-price.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { listObject } from '../objects/list.ts'
import type { Metadata } from '../objects/metadata.ts'
import { type Subscription, subscriptionObject } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { emitEvent } from '../webhooks/emit-event.ts'
import { buildItem } from './build-item.ts'
import { periodFrom } from './period-rules.ts'
import { otherCurrency, otherInterval, samePriceTwice, tooManyItems } from './refusals.ts'
import { saveSubscription } from './save-subscription.ts'

export type NewItem = {
  readonly price: string
  readonly quantity?: number | undefined
  readonly metadata?: Metadata | null | undefined
}

export type NewSubscription = {
  readonly customer: string
  readonly items: readonly NewItem[]
  readonly metadata: Metadata
  readonly description?: string | null
  readonly defaultPaymentMethod: string | null
  readonly saveDefaultPaymentMethod?: 'off' | 'on_subscription'
  /** Unix seconds; null: paid for from the start. */
  readonly trialEnd?: number | null
  readonly withoutPaymentMethod?: 'cancel' | 'create_invoice' | 'pause'
  readonly cancelAtPeriodEnd?: boolean
}

/** A subscription from now on, with nothing billed yet: incomplete until its first invoice is paid. */
export function createSubscription(act: Act, input: NewSubscription): Subscription {
  const customer = requireCustomer(act, { id: input.customer })
  const prices = readPrices(act, input.items)
  const [first] = prices
  if (!first) throw invalidRequest('Missing required param: items.', 'items', 'parameter_missing')
  refuseOtherCurrency(act, { customer: customer.id, currency: first.price.currency })
  const id = newId('sub_1', 23)
  const trialEnd = input.trialEnd ?? null
  const anchor = trialEnd ?? act.now
  const period = trialEnd
    ? { start: act.now, end: trialEnd }
    : periodFrom({ anchor, recurring: first.price.recurring, start: act.now })
  const items = prices.map(({ price, item }) =>
    buildItem({
      subscription: id,
      price,
      quantity: item.quantity ?? 1,
      metadata: mergeMetadata({}, item.metadata),
      period,
      now: act.now,
    }),
  )
  const subscription = subscriptionObject({
    id,
    billing_cycle_anchor: anchor,
    cancel_at: input.cancelAtPeriodEnd ? period.end : null,
    cancel_at_period_end: input.cancelAtPeriodEnd ?? false,
    canceled_at: input.cancelAtPeriodEnd ? act.now : null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    created: act.now,
    currency: first.price.currency,
    customer: customer.id,
    default_payment_method: input.defaultPaymentMethod,
    description: input.description ?? null,
    ended_at: null,
    items: listObject({ data: items, url: `/v1/subscription_items?subscription=${id}` }),
    latest_invoice: null,
    metadata: input.metadata,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: input.saveDefaultPaymentMethod ?? 'off',
    },
    pending_update: null,
    start_date: act.now,
    status: trialEnd ? 'trialing' : 'incomplete',
    test_clock: customer.test_clock,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { missing_payment_method: input.withoutPaymentMethod ?? 'create_invoice' },
    },
    trial_start: trialEnd ? act.now : null,
  })
  const { status } = subscription
  act.subscriptions.insert(subscription, { customer: customer.id, status, created: act.now })
  emitEvent(act, { type: 'customer.subscription.created', object: subscription })
  return saveSubscription(act, subscription)
}

const most = 20

function readPrices(act: Act, items: readonly NewItem[]) {
  if (items.length > most) throw tooManyItems()
  const read = items.map((item, index) => ({
    item,
    price: requireRecurringPrice(act, { id: item.price, param: `items[${index}][price]` }),
  }))
  const [first] = read
  for (const [index, { price }] of read.entries()) {
    const param = `items[${index}][price]`
    if (read.findIndex((other) => other.price.id === price.id) < index) throw samePriceTwice(price.id)
    const expected = first?.price ?? price
    if (price.currency !== expected.currency) {
      throw otherCurrency({ price: price.currency, expected: expected.currency, param })
    }
    const { interval, interval_count } = price.recurring
    const same =
      interval === expected.recurring.interval && interval_count === expected.recurring.interval_count
    if (!same) throw otherInterval(param)
  }
  return read
}

/** One customer, one currency, while something runs in it. */
function refuseOtherCurrency(
  act: Act,
  { customer, currency }: { readonly customer: string; readonly currency: string },
): void {
  const where = "customer = ? and status not in ('canceled', 'incomplete_expired')"
  const [running] = act.subscriptions.list({ where, values: [customer], count: 1 })
  if (!running || running.currency === currency) return
  throw invalidRequest(
    'You cannot combine currencies on a single customer. This customer has an active subscription, subscription ' +
      `schedule, discount, quote, or invoice item with currency ${running.currency}`,
  )
}
