import { route } from '#lib/http/route.ts'
import { cancelAddon } from '#lib/purchases/cancel-addon.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { cancelAddonRequest, userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** S0.8 ends a held add-on, now or with its period; answers it as it stands. */
export const POST = route({
  access: 'customer',
  summary: 'End a held add-on, now or with its period',
  answers: { 200: userAddonResponse },
  body: cancelAddonRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const { user_addon_id: lineId, cancel_at_period_end: atPeriodEnd } = body
    await cancelAddon({ lineId, customerId, userId, atPeriodEnd, now })
    return findUserAddon({ lineId, customerId, at: now })
  },
})
