import type { Period } from '#lib/calendar/periods.ts'
import { database } from '#lib/db/client.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { findExternalId } from '#lib/payments/references.ts'
import type { ProviderSubscription, SubscriptionBilling } from '#lib/payments/subscription-billing.ts'
import type { PlannedLine } from './change-rules.ts'
import type { BilledItem } from './item-rules.ts'
import { loadPriceOwners } from './load-billed-prices.ts'
import { wishesOf } from './wish-rules.ts'

/** A provider's subscription, read a moment ago, in our words. */
export type BilledSubscription = {
  /** The provider's id. */
  subscriptionId: string
  status: ProviderSubscription['status']
  items: BilledItem[]
  period: Period
  /** What shall change when the period ends. */
  wishes: PlannedLine[]
}

/** The subscription a provider bills for what is held, or null when there is none that could be changed. */
export async function loadBilledSubscription(options: {
  billing: SubscriptionBilling
  standing: Standing
}): Promise<BilledSubscription | null> {
  const { catalog, holdings } = options.standing
  const agreement = holdings.agreements.find((found) => found.lineId === null && found.status !== 'pending')
  if (!agreement) return null
  const reference = { kind: 'subscription', subject: 'agreement', subjectId: agreement.id } as const
  const externalId = await findExternalId(database(), reference)
  const state = externalId === null ? null : await options.billing.readSubscription(externalId)
  const [first] = state?.items ?? []
  if (!state || !first || state.status === 'canceled') return null
  const owners = await loadPriceOwners({ provider: catalog.family.provider, familyId: catalog.family.id })
  return {
    subscriptionId: state.subscriptionId,
    status: state.status,
    items: state.items.map((item) => ({
      itemId: item.itemId,
      priceId: item.priceId,
      quantity: item.quantity,
      planId: owners.get(item.priceId)?.planId ?? null,
      addonId: owners.get(item.priceId)?.addonId ?? null,
    })),
    period: { start: first.periodStartsAt, end: first.periodEndsAt },
    wishes: wishesOf(options.standing),
  }
}
