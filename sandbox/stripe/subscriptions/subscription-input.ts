import { z } from 'zod'
import { count, flag, ignored, integer, metadata, oneOf, text, textOrNothing } from '../api/params.ts'
import type { Terms } from './change-items.ts'

const prorationFields = {
  proration_behavior: oneOf(['create_prorations', 'always_invoice', 'none']).optional(),
  proration_date: integer.optional(),
}

const changeFields = {
  ...prorationFields,
  payment_behavior: oneOf([
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ]).optional(),
}

const quantified = { quantity: count.optional(), metadata: metadata.optional() }

const itemChange = z.strictObject({
  ...quantified,
  id: text.optional(),
  price: text.optional(),
  deleted: flag.optional(),
  clear_usage: flag.optional(),
})

const common = {
  cancel_at_period_end: flag.optional(),
  default_payment_method: textOrNothing.optional(),
  description: textOrNothing.optional(),
  metadata: metadata.optional(),
  off_session: flag.optional(),
  payment_settings: z
    .strictObject({
      save_default_payment_method: oneOf(['off', 'on_subscription']).optional(),
      payment_method_types: ignored,
      payment_method_options: ignored,
    })
    .optional(),
  trial_settings: z
    .strictObject({
      end_behavior: z.strictObject({ missing_payment_method: oneOf(['cancel', 'create_invoice', 'pause']) }),
    })
    .optional(),
  collection_method: oneOf(['charge_automatically']).optional(),
}

export const createInput = z.strictObject({
  ...common,
  customer: text,
  items: z.array(z.strictObject({ ...quantified, price: text })),
  payment_behavior: changeFields.payment_behavior,
  trial_end: integer.optional(),
  trial_period_days: integer.optional(),
  billing_mode: z.strictObject({ type: oneOf(['flexible']), flexible: ignored }).optional(),
})

export const updateInput = z.strictObject({
  ...common,
  ...changeFields,
  items: z.array(itemChange).optional(),
  cancel_at: z.union([integer, textOrNothing]).optional(),
  cancellation_details: z
    .strictObject({ comment: textOrNothing.optional(), feedback: textOrNothing.optional() })
    .optional(),
})

export const cancelInput = z.strictObject({
  cancellation_details: updateInput.shape.cancellation_details,
  invoice_now: flag.optional(),
  prorate: flag.optional(),
})

export const createItemInput = z.strictObject({
  ...quantified,
  ...changeFields,
  subscription: text,
  price: text,
})

export const updateItemInput = z.strictObject({
  ...quantified,
  ...changeFields,
  price: text.optional(),
  off_session: flag.optional(),
})

export const deleteItemInput = z.strictObject({ ...changeFields, clear_usage: flag.optional() })

export const previewChangeInput = z.strictObject({
  ...prorationFields,
  items: z.array(itemChange).optional(),
  cancel_at_period_end: flag.optional(),
  cancel_now: flag.optional(),
})

type GivenTerms = {
  readonly proration_behavior?: Terms['prorationBehavior'] | undefined
  readonly proration_date?: number | undefined
  readonly payment_behavior?: Terms['paymentBehavior'] | undefined
}

export function termsOf(input: GivenTerms): Terms {
  return {
    prorationBehavior: input.proration_behavior ?? 'create_prorations',
    prorationDate: input.proration_date ?? null,
    paymentBehavior: input.payment_behavior ?? 'allow_incomplete',
  }
}
