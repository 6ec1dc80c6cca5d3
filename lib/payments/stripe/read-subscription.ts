import type Stripe from 'stripe'
import type { ProviderSubscription } from '../subscription-billing.ts'
import { call, callOrNull } from './call.ts'
import { idOf } from './id-of.ts'
import { toBill } from './read-bill.ts'

/** So many of the newest bills are looked at: enough for a product that was down for most of a year. */
const BILLS = 10

/** A subscription as Stripe has it now, with its bills; null when there is none. */
export async function readSubscription(
  stripe: Stripe,
  subscriptionId: string,
  options: { bills: boolean } = { bills: false },
): Promise<ProviderSubscription | null> {
  const found = await callOrNull(() => stripe.subscriptions.retrieve(subscriptionId))
  if (!found) return null
  return {
    subscriptionId: found.id,
    customerId: idOf(found.customer) ?? '',
    status: statusOf(found.status),
    cancelsAt: cancelsAt(found),
    endedAt: instantOf(found.ended_at),
    items: found.items.data.map((item) => ({
      itemId: item.id,
      priceId: item.price.id,
      quantity: item.quantity ?? 1,
      periodStartsAt: Temporal.Instant.fromEpochMilliseconds(item.current_period_start * 1000),
      periodEndsAt: Temporal.Instant.fromEpochMilliseconds(item.current_period_end * 1000),
    })),
    bills: options.bills ? await readBills(stripe, subscriptionId) : [],
  }
}

async function readBills(stripe: Stripe, subscription: string): Promise<ProviderSubscription['bills']> {
  const expand = ['data.payments']
  const { data } = await call(() => stripe.invoices.list({ subscription, limit: BILLS, expand }))
  return Promise.all(data.map((invoice) => toBill(stripe, invoice)))
}

/** A cancellation in the portal sets the one, an older one the other: both are read. */
function cancelsAt(subscription: Stripe.Subscription): Temporal.Instant | null {
  if (subscription.cancel_at !== null) return instantOf(subscription.cancel_at)
  const [item] = subscription.items.data
  return subscription.cancel_at_period_end && item ? instantOf(item.current_period_end) : null
}

function instantOf(seconds: number | null): Temporal.Instant | null {
  return seconds === null ? null : Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
}

function statusOf(status: Stripe.Subscription.Status): ProviderSubscription['status'] {
  switch (status) {
    case 'active':
    case 'trialing':
      return 'active'
    case 'past_due':
      return 'past_due'
    case 'unpaid':
    case 'paused':
      return 'halted'
    case 'canceled':
    case 'incomplete_expired':
      return 'canceled'
    default:
      return 'incomplete'
  }
}
