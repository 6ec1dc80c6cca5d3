import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { acceptQuote } from '#lib/purchases/accept-quote.ts'
import { chargeSavedMethod } from '#lib/purchases/charge-saved-method.ts'
import { findPurchase } from '#lib/purchases/find-purchase.ts'
import { acceptRequest, acceptResponse } from '#lib/purchases/schemas.ts'
import { serializeAccepted } from '#lib/purchases/serialize-accepted.ts'

/** E.8 accepts a quote: applied at once when nothing is due, else to be paid through the purchase's hand-off. */
export const POST = route({
  access: 'customer',
  summary: 'Accept a quote',
  answers: { 200: acceptResponse },
  limit: 'costly',
  params: z.object({ id: z.uuid() }),
  body: acceptRequest,
  handle: async ({ principal: { customerId, userId }, params, body, requestId, now }) => {
    const quote = { quoteId: params.id, customerId, userId, now }
    const { purchaseId } = body?.saved_method
      ? await chargeSavedMethod({ ...quote, requestId })
      : await acceptQuote(quote)
    return findPurchase({ purchaseId, customerId, now })
  },
  respond: { shape: serializeAccepted },
})
