import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { createAddonOrderResponse, purchaseAddonRequest } from '#lib/purchases/schemas.ts'
import { serializeAddonOrder } from '#lib/purchases/serialize-addon-order.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

/** S0.6 an order for an add-on, to be paid in the provider's checkout; with `auto_renew`, by approving every following period, too (S0.10). */
export const POST = route({
  access: 'customer',
  summary: "Order an add-on, to be paid in the provider's checkout",
  answers: { 200: createAddonOrderResponse },
  limit: 'costly',
  body: purchaseAddonRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const familyCode = await resolveFamily(database(), { customerId })
    const change = { action: 'add', code: body.addon_id, quantity: body.quantity } as const
    return buyAddon({ customerId, userId, familyCode, change, autoRenew: body.auto_renew, now })
  },
  respond: { shape: serializeAddonOrder },
})
