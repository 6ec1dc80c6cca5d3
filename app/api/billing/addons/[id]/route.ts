import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findPurchase } from '#lib/purchases/find-purchase.ts'
import { acceptResponse, setQuantityRequest } from '#lib/purchases/schemas.ts'
import { serializeAccepted } from '#lib/purchases/serialize-accepted.ts'
import { setAddonQuantity } from '#lib/purchases/set-addon-quantity.ts'

/** S4.4 exactly so many of a held add-on, in one call. */
export const PUT = route({
  access: 'customer',
  summary: 'Hold exactly so many of an add-on',
  answers: { 200: acceptResponse },
  limit: 'costly',
  params: z.object({ id: z.uuid() }),
  body: setQuantityRequest,
  handle: async ({ principal: { customerId, userId }, params, body, now }) => {
    const { quantity, when } = body
    const wanted = { lineId: params.id, customerId, userId, quantity, ...(when ? { when } : {}), now }
    const { purchaseId } = await setAddonQuantity(wanted)
    return findPurchase({ purchaseId, customerId, now })
  },
  respond: { shape: serializeAccepted },
})
