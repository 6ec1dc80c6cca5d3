import { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { flag, ignored, integer, metadata, text, textOrNothing } from '../api/params.ts'
import { type Customer, customerObject } from '../objects/customer.ts'
import type { Act } from '../stripe-context.ts'

const details = {
  description: textOrNothing.optional(),
  email: textOrNothing.optional(),
  invoice_settings: z.strictObject({ default_payment_method: textOrNothing.optional() }).optional(),
  metadata: metadata.optional(),
  name: textOrNothing.optional(),
  phone: textOrNothing.optional(),
  preferred_locales: ignored,
  address: ignored,
}

export const createCustomerInput = z.strictObject({
  ...details,
  balance: integer.optional(),
  payment_method: text.optional(),
  test_clock: text.optional(),
  validate: flag.optional(),
})
export const updateCustomerInput = z.strictObject({ ...details, balance: integer.optional() })

export function createCustomer(act: Act, input: z.output<typeof createCustomerInput>): Customer {
  const customer = customerObject({
    id: newId('cus_'),
    balance: 0,
    created: act.now,
    currency: null,
    delinquent: false,
    description: input.description ?? null,
    email: input.email ?? null,
    invoice_prefix: newId('', 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    next_invoice_sequence: 1,
    phone: input.phone ?? null,
    test_clock: input.test_clock ?? null,
  })
  act.customers.insert(customer, { email: customer.email, created: act.now })
  return customer
}
