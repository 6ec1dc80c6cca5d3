import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { route } from '#lib/http/route.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { purchaseAddonRequest } from '#lib/purchases/schemas.ts'
import { serializeAddonOrder } from '#lib/purchases/serialize-addon-order.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

/** S0.6 an order for an add-on, to be paid in the provider's checkout. */
export const POST = route({
  access: 'customer',
  limit: 'costly',
  body: purchaseAddonRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    if (body.auto_renew) {
      throw new DomainError({
        kind: 'refused',
        code: 'auto_renew_not_offered',
        detail: 'Add-ons are sold by the month here and do not renew by themselves; renew them when they end',
        field: 'auto_renew',
      })
    }
    const familyCode = await resolveFamily(database(), { customerId })
    const change = { action: 'add', code: body.addon_id, quantity: body.quantity } as const
    return buyAddon({ customerId, userId, familyCode, change, now })
  },
  respond: { shape: serializeAddonOrder },
})
