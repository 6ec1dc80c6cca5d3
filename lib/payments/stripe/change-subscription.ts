import type Stripe from 'stripe'
import { ProviderError } from '../provider.ts'
import type { ChangePreview, ItemChanges } from '../subscription-billing.ts'
import { call } from './call.ts'
import { idOf } from './id-of.ts'
import { balanceApplied, toLine } from './read-bill.ts'

/** What the change would be billed as, by Stripe's own preview at that second. */
export async function previewChange(stripe: Stripe, change: ItemChanges): Promise<ChangePreview> {
  const preview = await call(() =>
    stripe.invoices.createPreview({
      subscription: change.subscriptionId,
      subscription_details: {
        items: itemsOf(change.items),
        proration_behavior: 'always_invoice',
        proration_date: secondsOf(change.prorationAt),
      },
    }),
  )
  return {
    totalMinor: BigInt(preview.total),
    balanceAppliedMinor: balanceApplied(preview),
    dueNowMinor: BigInt(preview.amount_due),
    lines: preview.lines.data.map(toLine),
  }
}

/**
 * Changes the items and charges the difference at once. Prices and quantities are applied only once they are paid;
 * Stripe cannot wait with an item that goes, so a change with one is made whole or not at all.
 */
export async function changeSubscription(
  stripe: Stripe,
  change: ItemChanges & { reference: string },
): Promise<{ orderId: string }> {
  const goes = change.items.some((item) => item.quantity === 0)
  const subscription = await call(() =>
    stripe.subscriptions.update(
      change.subscriptionId,
      {
        items: itemsOf(change.items),
        proration_behavior: 'always_invoice',
        proration_date: secondsOf(change.prorationAt),
        payment_behavior: goes ? 'error_if_incomplete' : 'pending_if_incomplete',
      },
      { idempotencyKey: `change:${change.reference}` },
    ),
  )
  const orderId = idOf(subscription.latest_invoice)
  if (orderId) return { orderId }
  throw new ProviderError({ outcome: 'unknown', code: 'no_invoice', message: 'Stripe answered no invoice' })
}

/** Gives the items another shape from the next period on. */
export async function reshapeSubscription(
  stripe: Stripe,
  change: Omit<ItemChanges, 'prorationAt'>,
): Promise<void> {
  const items = itemsOf(change.items)
  await call(() => stripe.subscriptions.update(change.subscriptionId, { items, proration_behavior: 'none' }))
}

function itemsOf(items: ItemChanges['items']) {
  return items.map(({ itemId, priceId, quantity }) => {
    if (itemId === null) return { price: priceId, quantity }
    return quantity === 0 ? { id: itemId, deleted: true } : { id: itemId, price: priceId, quantity }
  })
}

function secondsOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000)
}
