import { route } from '#lib/http/route.ts'
import { packCheckout, packProcessing, packView, purchasePackRequest } from '#lib/keys/pack-schemas.ts'
import { purchasePack } from '#lib/keys/purchase-pack.ts'

/** S2.7 buys a request pack with the saved way to pay; without one, 402 says where to pay. */
export const POST = route({
  access: 'customer',
  summary: 'Buy a request package for an API key',
  answers: { 201: packView, 202: packProcessing, 402: packCheckout },
  limit: 'costly',
  body: purchasePackRequest,
  handle: ({ principal: { customerId, userId }, body, requestId, now }) =>
    purchasePack({ request: body, customerId, userId, requestId, now }),
  respond: { status: (result) => ('status' in result ? 202 : 201) },
})
