import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findOwnDocument } from '#lib/invoices/load-documents.ts'
import { billingDocument } from '#lib/invoices/schemas.ts'

/** A credit note of one's own, as a person reads it. */
export const GET = route({
  access: 'customer',
  summary: 'Show a credit note',
  answers: { 200: billingDocument },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal: { customerId }, params: { id } }) =>
    findOwnDocument({ kind: 'credit_note', id, customerId }),
})
