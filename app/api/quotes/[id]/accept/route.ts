import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { acceptQuote } from '#lib/purchases/accept-quote.ts'
import { findPurchase } from '#lib/purchases/find-purchase.ts'
import { acceptResponse } from '#lib/purchases/schemas.ts'
import { serializeAccepted } from '#lib/purchases/serialize-accepted.ts'

/** E.8 accepts a quote: applied at once when nothing is due, else to be paid through the purchase's hand-off. */
export const POST = route({
  access: 'customer',
  summary: 'Accept a quote',
  answers: { 200: acceptResponse },
  limit: 'costly',
  params: z.object({ id: z.uuid() }),
  handle: async ({ principal: { customerId, userId }, params, now }) => {
    const { purchaseId } = await acceptQuote({ quoteId: params.id, customerId, userId, now })
    return findPurchase({ purchaseId, customerId, now })
  },
  respond: { shape: serializeAccepted },
})
