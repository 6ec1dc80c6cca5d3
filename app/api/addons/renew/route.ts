import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { createAddonOrderResponse, renewAddonRequest } from '#lib/purchases/schemas.ts'
import { serializeAddonOrder } from '#lib/purchases/serialize-addon-order.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'

/** S0.10 an order for another period of what is held. */
export const POST = route({
  access: 'customer',
  summary: 'Order another period of a held add-on',
  answers: { 200: createAddonOrderResponse },
  limit: 'costly',
  body: renewAddonRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const line = await findLine(database(), { lineId: body.user_addon_id, customerId })
    const { family, apiKeyId } = line.subscription
    return buyAddon({
      customerId,
      userId,
      familyCode: family.code,
      ...(apiKeyId ? { apiKeyId } : {}),
      change: { action: 'renew', code: line.addon.code },
      now,
    })
  },
  respond: { shape: serializeAddonOrder },
})
