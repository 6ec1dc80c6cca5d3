import type { Price } from '../objects/catalog.ts'
import type { InvoiceItem, InvoiceLine, Period } from '../objects/invoice.ts'
import type { Subscription, SubscriptionItem } from '../objects/subscription.ts'
import type { StripeContext } from '../stripe-context.ts'
import { describePeriod } from './describe-rules.ts'

/** A line that is on no invoice yet. */
export type LineDraft = Omit<InvoiceLine, 'id' | 'invoice'>

const constant = {
  object: 'line_item',
  discount_amounts: [],
  discounts: [],
  livemode: false,
  pretax_credit_amounts: [],
  taxes: [],
} as const

/** A whole period of an item, billed in advance. */
export function periodLine(
  context: StripeContext,
  input: { readonly subscription: Subscription; readonly item: SubscriptionItem; readonly period: Period },
): LineDraft {
  const { subscription, item, period } = input
  const { price, quantity } = item
  const amount = price.unit_amount * quantity
  return {
    ...constant,
    amount,
    currency: price.currency,
    description: describePeriod({ name: productName(context, price), quantity, price }),
    discountable: true,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period,
    pricing: pricingOf(price),
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
  }
}

/** What waited as an invoice item, on its way to an invoice. */
export function itemLine(item: InvoiceItem): LineDraft {
  const origin = item.parent?.subscription_details
  const details = {
    invoice_item: item.id,
    proration: item.proration,
    proration_details: item.proration ? { credited_items: null } : null,
    subscription: origin?.subscription ?? null,
  }
  return {
    ...constant,
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    metadata: item.metadata,
    parent: origin
      ? {
          invoice_item_details: null,
          subscription_item_details: {
            ...details,
            subscription: origin.subscription,
            subscription_item: origin.subscription_item,
          },
          type: 'subscription_item_details',
        }
      : { invoice_item_details: details, subscription_item_details: null, type: 'invoice_item_details' },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription: origin?.subscription ?? null,
    subtotal: item.amount,
  }
}

export function pricingOf(price: Price): NonNullable<InvoiceLine['pricing']> {
  return {
    price_details: { price: price.id, product: price.product },
    type: 'price_details',
    unit_amount_decimal: price.unit_amount_decimal,
  }
}

export function productName({ products }: StripeContext, price: Pick<Price, 'product'>): string {
  return products.find(price.product)?.name ?? price.product
}
