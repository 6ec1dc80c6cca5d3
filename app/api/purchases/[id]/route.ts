import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findPurchase } from '#lib/purchases/find-purchase.ts'
import { purchaseResponse } from '#lib/purchases/schemas.ts'

/** Where a purchase stands, and how to go on. */
export const GET = route({
  access: 'customer',
  summary: 'Show where a purchase stands',
  answers: { 200: purchaseResponse },
  params: z.object({ id: z.uuid() }),
  handle: ({ principal: { customerId }, params, now }) =>
    findPurchase({ purchaseId: params.id, customerId, now }),
})
