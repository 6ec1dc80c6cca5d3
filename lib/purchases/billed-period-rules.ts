import type { Period } from '#lib/calendar/periods.ts'
import type { ProviderBill, ProviderSubscription } from '#lib/payments/subscription-billing.ts'

/**
 * The period a bill is for, to the instant (invariant 13): of a change, the one the subscription is in; of anything
 * else, the one its regular lines name. Null when neither is known.
 */
export function billedPeriod(bill: ProviderBill, subscription: ProviderSubscription | null): Period | null {
  const regular = bill.lines.find((line) => !line.isProration)
  if (bill.reason !== 'change' && regular) return { start: regular.startsAt, end: regular.endsAt }
  const [item] = subscription?.items ?? []
  return item ? { start: item.periodStartsAt, end: item.periodEndsAt } : null
}
