import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { cancelPurchase } from '#lib/purchases/cancel-purchase.ts'
import { findPurchase } from '#lib/purchases/find-purchase.ts'
import { purchaseResponse } from '#lib/purchases/schemas.ts'

/** Drops an open purchase. */
export const POST = route({
  access: 'customer',
  summary: 'Drop an open purchase',
  answers: { 200: purchaseResponse },
  params: z.object({ id: z.uuid() }),
  handle: async ({ principal: { customerId, userId }, params, now }) => {
    await cancelPurchase({ purchaseId: params.id, customerId, userId, now })
    return findPurchase({ purchaseId: params.id, customerId, now })
  },
})
