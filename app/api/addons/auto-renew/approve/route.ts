import { database } from '#lib/db/client.ts'
import { now as currentInstant } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'
import { approveAutoRenew } from '#lib/purchases/approve-auto-renew.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { approveAutoRenewRequest, userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** S0.10 the payer is back from approving a held add-on's renewals: the add-on as it stands then. */
export const POST = route({
  access: 'customer',
  summary: 'Confirm that the automatic renewal of a held add-on was approved',
  answers: { 200: userAddonResponse },
  limit: 'costly',
  body: approveAutoRenewRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const lineId = body.user_addon_id
    const line = await findLine(database(), { lineId, customerId })
    await approveAutoRenew({
      provider: line.subscription.provider,
      lineId,
      mandateId: body.approval_id,
      paymentId: body.payment_id,
      signature: body.signature,
      customerId,
      userId,
      now,
    })
    const at = await currentInstant()
    return findUserAddon({ lineId, customerId, at })
  },
})
