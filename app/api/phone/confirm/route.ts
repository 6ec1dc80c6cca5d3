import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { confirmPhone, tryPhoneCode } from '#lib/phones/confirm-phone.ts'
import { findPhone } from '#lib/phones/find-phone.ts'
import { phoneConfirmRequest, phoneView } from '#lib/phones/schemas.ts'

/** S2.10 the code that was sent: from now on alerts go there, too. */
export const POST = route({
  access: 'customer',
  summary: 'Confirm the number alerts shall be texted to',
  answers: { 200: phoneView },
  body: phoneConfirmRequest,
  handle: async ({ principal, body: { code }, requestId, now, idempotency }) => {
    const { userId, customerId } = principal
    const right = await tryPhoneCode({ userId, code })
    return transaction(async (tx) => {
      await confirmPhone(tx, { ...right, customerId, requestId, now })
      const view = await findPhone(tx, principal)
      await idempotency.commit(tx, view)
      return view
    })
  },
})
