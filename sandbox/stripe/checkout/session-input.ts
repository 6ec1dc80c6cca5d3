import { z } from 'zod'
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
import { createPriceInput, recurringInput } from '../catalog/create-price.ts'

const priceData = z.strictObject({
  currency,
  product: text.optional(),
  product_data: z
    .strictObject({
      name: text,
      description: text.optional(),
      metadata: metadata.optional(),
      images: ignored,
    })
    .optional(),
  recurring: recurringInput.optional(),
  tax_behavior: createPriceInput.shape.tax_behavior,
  unit_amount: count,
})

const lineItem = z.strictObject({
  price: text.optional(),
  price_data: priceData.optional(),
  quantity: count.optional(),
  metadata: metadata.optional(),
})

export type LineInput = z.output<typeof lineItem>

export const sessionInput = z.strictObject({
  allow_promotion_codes: flag.optional(),
  billing_address_collection: ignored,
  cancel_url: text.optional(),
  client_reference_id: text.optional(),
  currency: currency.optional(),
  customer: text.optional(),
  customer_creation: oneOf(['always', 'if_required']).optional(),
  customer_email: text.optional(),
  customer_update: ignored,
  expires_at: integer.optional(),
  line_items: z.array(lineItem).optional(),
  locale: text.optional(),
  metadata: metadata.optional(),
  mode: oneOf(['payment', 'setup', 'subscription']),
  payment_intent_data: z
    .strictObject({
      description: textOrNothing.optional(),
      metadata: metadata.optional(),
      setup_future_usage: oneOf(['off_session', 'on_session']).optional(),
    })
    .optional(),
  payment_method_collection: oneOf(['always', 'if_required']).optional(),
  payment_method_types: ignored,
  setup_intent_data: z
    .strictObject({ description: textOrNothing.optional(), metadata: metadata.optional() })
    .optional(),
  subscription_data: z
    .strictObject({
      description: textOrNothing.optional(),
      metadata: metadata.optional(),
      trial_period_days: integer.optional(),
      billing_mode: ignored,
    })
    .optional(),
  success_url: text,
  ui_mode: oneOf(['hosted_page']).optional(),
})
