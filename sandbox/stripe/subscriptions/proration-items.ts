import { newId } from '../../store/new-id.ts'
import { describeProration } from '../invoices/describe-rules.ts'
import { pricingOf, productName } from '../invoices/line-drafts.ts'
import type { InvoiceItem } from '../objects/invoice.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'
import { type Billed, clamp, prorate } from './proration-rules.ts'

/** What a change of items credits and charges, as invoice items that are not kept yet. */
export function prorationItems(
  context: StripeContext,
  input: {
    readonly subscription: Subscription
    readonly after: readonly SubscriptionItem[]
    /** Unix seconds, or null for now. */
    readonly date: number | null
    readonly now: number
  },
): InvoiceItem[] {
  const { subscription, after, now } = input
  const before = subscription.items.data
  const [first] = before
  if (!first) return []
  const period = { start: first.current_period_start, end: first.current_period_end }
  const date = clamp(input.date ?? now, period)
  const lines = prorate({ before: before.map(billedOf), after: after.map(billedOf), date, period })
  return lines.map(({ kind, billed, amount }) => {
    const price = [...before, ...after].find((item) => item.price.id === billed.price)?.price ?? first.price
    const name = productName(context, price)
    return {
      id: newId('ii_1', 23),
      object: 'invoiceitem',
      amount,
      currency: subscription.currency,
      customer: subscription.customer,
      customer_account: null,
      date: now,
      description: describeProration({ kind, name, quantity: billed.quantity, date }),
      discountable: false,
      discounts: [],
      invoice: null,
      livemode: false,
      metadata: subscription.metadata,
      net_amount: amount,
      parent: {
        subscription_details: { subscription: subscription.id, subscription_item: billed.item },
        type: 'subscription_details',
      },
      period: { start: date, end: period.end },
      pricing: pricingOf(price),
      proration: true,
      proration_details: { discount_amounts: [] },
      quantity: billed.quantity,
      quantity_decimal: String(billed.quantity),
      tax_rates: [],
      test_clock: subscription.test_clock,
    }
  })
}

function billedOf(item: SubscriptionItem): Billed {
  return { item: item.id, price: item.price.id, unitAmount: item.price.unit_amount, quantity: item.quantity }
}
