import { route } from '#lib/http/route.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { resumeLine } from '#lib/subscriptions/resume-line.ts'
import { resumeAddonRequest, userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** S0.8 takes a cancellation at period end back; answers the add-on as it stands. */
export const POST = route({
  access: 'customer',
  summary: 'Take a cancellation at period end back',
  answers: { 200: userAddonResponse },
  body: resumeAddonRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const lineId = body.user_addon_id
    await resumeLine({ lineId, customerId, userId, now })
    return findUserAddon({ lineId, customerId, at: now })
  },
})
