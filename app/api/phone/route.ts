import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { findPhone } from '#lib/phones/find-phone.ts'
import { removePhone } from '#lib/phones/remove-phone.ts'
import { phoneRequest, phoneView } from '#lib/phones/schemas.ts'
import { admitPhoneCode, sendPhoneCode } from '#lib/phones/send-phone-code.ts'

/** S2.10 where the caller gets alerts as text messages. */
export const GET = route({
  access: 'customer',
  summary: 'Show the number alerts are texted to',
  answers: { 200: phoneView },
  handle: ({ principal }) => findPhone(database(), principal),
})

/** S2.10 sends a code there; the number counts once the code is confirmed. The answer is the same for any number. */
export const PUT = route({
  access: 'customer',
  summary: 'Send a code to the number alerts shall be texted to',
  answers: { 202: phoneView },
  limit: 'costly',
  body: phoneRequest,
  handle: async ({ principal, body: { number }, now, idempotency }) => {
    await admitPhoneCode(principal, number)
    return transaction(async (tx) => {
      await sendPhoneCode(tx, { userId: principal.userId, number, now })
      const view = await findPhone(tx, principal)
      await idempotency.commit(tx, view)
      return view
    })
  },
  respond: { status: 202 },
})

/** S2.10 no more text messages; mails go on. */
export const DELETE = route({
  access: 'customer',
  summary: 'Text no more alerts',
  answers: { 204: null },
  handle: ({ principal: { userId, customerId }, requestId, now }) =>
    transaction((tx) => removePhone(tx, { userId, customerId, requestId, now })),
})
