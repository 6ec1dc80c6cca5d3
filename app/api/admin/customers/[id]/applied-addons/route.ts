import { z } from 'zod'
import { chargeAddon } from '#lib/admin/charge-addon.ts'
import { chargeAnswer, chargeRequest } from '#lib/admin/one-time-schemas.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** S1.3 charges an add-on to a customer once, at its price or at another. */
export const POST = route({
  access: 'admin',
  summary: 'Charge a one-time add-on to a customer',
  answers: { 201: chargeAnswer },
  params: z.strictObject({ id: z.uuid() }),
  body: chargeRequest,
  handle: ({ params, body, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const asked = { customerId: params.id, request: body, userId, requestId, now }
      const charged = await chargeAddon(tx, asked)
      await idempotency.commit(tx, charged)
      return charged
    }),
  respond: { status: 201 },
})
