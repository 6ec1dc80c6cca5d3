import { route } from '#lib/http/route.ts'
import { autoRenewResponse } from '#lib/purchases/schemas.ts'
import { serializeHandOff } from '#lib/purchases/serialize-hand-off.ts'
import { turnOffAutoRenew } from '#lib/purchases/turn-off-auto-renew.ts'
import { turnOnAutoRenew } from '#lib/purchases/turn-on-auto-renew.ts'
import { autoRenewRequest } from '#lib/subscriptions/schemas.ts'

/** S0.10 whether a held add-on renews by itself: on, answered with how the payer approves it; off, at once. */
export const POST = route({
  access: 'customer',
  summary: 'Turn the automatic renewal of a held add-on on or off',
  answers: { 200: autoRenewResponse },
  limit: 'costly',
  body: autoRenewRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const held = { lineId: body.user_addon_id, customerId, userId, now }
    if (body.enabled) return { hand_off: serializeHandOff(await turnOnAutoRenew(held)) }
    await turnOffAutoRenew(held)
    return { hand_off: null }
  },
})
