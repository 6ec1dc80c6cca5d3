import { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import {
  count,
  currency,
  flag,
  ignored,
  integer,
  metadata,
  oneOf,
  text,
  textOrNothing,
} from '../api/params.ts'
import { noSuch, StripeError } from '../api/stripe-error.ts'
import { type Price, priceObject, type Recurring } from '../objects/catalog.ts'
import type { Act } from '../stripe-context.ts'
import { createProduct } from './product-routes.ts'
import { takeLookupKey } from './take-lookup-key.ts'

export const recurringInput = z.strictObject({
  interval: oneOf(['day', 'week', 'month', 'year']),
  interval_count: integer.optional(),
  usage_type: oneOf(['licensed']).optional(),
})

export const createPriceInput = z.strictObject({
  active: flag.optional(),
  billing_scheme: oneOf(['per_unit']).optional(),
  currency,
  lookup_key: text.optional(),
  metadata: metadata.optional(),
  nickname: textOrNothing.optional(),
  product: text.optional(),
  product_data: z
    .strictObject({ name: text, id: text.optional(), metadata: metadata.optional(), active: flag.optional() })
    .optional(),
  recurring: recurringInput.optional(),
  tax_behavior: ignored,
  transfer_lookup_key: flag.optional(),
  unit_amount: count,
})

export function createPrice(act: Act, input: z.output<typeof createPriceInput>): Price {
  const product = input.product_data ? createProduct(act, input.product_data).id : input.product
  if (product === undefined) {
    const message = 'You must specify either `product` or `product_data` when creating a price.'
    throw new StripeError({ message, param: 'product', code: 'parameter_missing' })
  }
  if (!act.products.find(product)) {
    throw noSuch({ what: 'product', id: product, param: 'product', status: 400 })
  }
  const lookup_key = input.lookup_key ?? null
  if (lookup_key) takeLookupKey(act, { lookupKey: lookup_key, transfer: input.transfer_lookup_key ?? false })
  const recurring = input.recurring ? recurringOf(input.recurring) : null
  const price = priceObject({
    id: newId('price_1', 23),
    active: input.active ?? true,
    created: act.now,
    currency: input.currency,
    lookup_key,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product,
    recurring,
    type: recurring ? 'recurring' : 'one_time',
    unit_amount: input.unit_amount,
    unit_amount_decimal: String(input.unit_amount),
  })
  const { type } = price
  act.prices.insert(price, {
    product,
    lookup_key,
    active: price.active ? 1 : 0,
    type,
    currency: price.currency,
  })
  return price
}

function recurringOf(input: z.output<typeof recurringInput>): Recurring {
  const { interval, interval_count = 1 } = input
  return { interval, interval_count, meter: null, trial_period_days: null, usage_type: 'licensed' }
}
