import { mergeMetadata } from '../api/merge-metadata.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import { requireRecurringPrice } from '../catalog/require-price.ts'
import type { Metadata } from '../objects/metadata.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'
import { buildItem, planOf } from './build-item.ts'
import { duplicatePrice, noItemLeft, otherCurrency, otherInterval, tooManyItems } from './refusals.ts'

export type ItemChange = {
  readonly id?: string | undefined
  readonly price?: string | undefined
  readonly quantity?: number | undefined
  readonly deleted?: boolean | undefined
  readonly metadata?: Metadata | null | undefined
}

const most = 20

/** The items as they would be after the changes; what cannot be is refused in Stripe's words. */
export function planItems(
  context: StripeContext,
  input: {
    readonly subscription: Subscription
    readonly changes: readonly ItemChange[]
    readonly now: number
    /** What the list of changes is called in the request. */
    readonly param: string
  },
): SubscriptionItem[] {
  const { subscription, changes, param } = input
  const known = subscription.items.data
  const byId = new Map(changes.map((change, index) => [change.id, { change, param: `${param}[${index}]` }]))
  for (const [id, named] of byId) {
    if (id !== undefined && !known.some((item) => item.id === id)) {
      throw noSuch({ what: 'subscription_item', id, param: `${named.param}[id]`, status: 400 })
    }
  }
  const kept = known.flatMap((item) => {
    const named = byId.get(item.id)
    if (!named) return [item]
    return named.change.deleted ? [] : [changedItem(context, { ...input, ...named, item })]
  })
  const added = changes.flatMap((change, index) =>
    change.id === undefined ? [addedItem(context, { ...input, change, param: `${param}[${index}]` })] : [],
  )
  const after = [...kept, ...added]
  refuseDuplicates(after)
  if (after.length === 0) throw noItemLeft()
  if (after.length > most) throw tooManyItems()
  return after
}

type Named = {
  readonly subscription: Subscription
  readonly change: ItemChange
  readonly param: string
  readonly now: number
}

/** A new price starts at quantity 1 unless told otherwise. */
function changedItem(
  context: StripeContext,
  { subscription, item, change, param }: Named & { readonly item: SubscriptionItem },
): SubscriptionItem {
  const metadata = mergeMetadata(item.metadata, change.metadata)
  if (change.price === undefined || change.price === item.price.id) {
    return { ...item, metadata, quantity: change.quantity ?? item.quantity }
  }
  const price = fittingPrice(context, { subscription, id: change.price, param: `${param}[price]` })
  return { ...item, metadata, plan: planOf(price), price, quantity: change.quantity ?? 1 }
}

function addedItem(context: StripeContext, { subscription, change, param, now }: Named): SubscriptionItem {
  if (change.price === undefined) {
    throw invalidRequest(`Missing required param: ${param}[price].`, `${param}[price]`, 'parameter_missing')
  }
  const price = fittingPrice(context, { subscription, id: change.price, param: `${param}[price]` })
  const [sibling] = subscription.items.data
  if (!sibling) throw noItemLeft()
  return buildItem({
    subscription: subscription.id,
    price,
    quantity: change.quantity ?? 1,
    metadata: mergeMetadata({}, change.metadata),
    period: { start: sibling.current_period_start, end: sibling.current_period_end },
    now,
  })
}

/** Same currency and same interval as everything else the subscription bills. */
function fittingPrice(
  context: StripeContext,
  {
    subscription,
    id,
    param,
  }: { readonly subscription: Subscription; readonly id: string; readonly param: string },
) {
  const price = requireRecurringPrice(context, { id, param })
  if (price.currency !== subscription.currency) {
    throw otherCurrency({ price: price.currency, expected: subscription.currency, param })
  }
  const plan = subscription.items.data[0]?.plan
  const { interval, interval_count } = price.recurring
  if (plan && (plan.interval !== interval || plan.interval_count !== interval_count))
    throw otherInterval(param)
  return price
}

function refuseDuplicates(items: readonly SubscriptionItem[]): void {
  for (const [index, item] of items.entries()) {
    const first = items.findIndex((other) => other.price.id === item.price.id)
    const holder = items[first]
    if (holder && first < index) throw duplicatePrice({ price: item.price.id, item: holder.id })
  }
}
