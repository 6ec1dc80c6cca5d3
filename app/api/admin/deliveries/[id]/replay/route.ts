import { z } from 'zod'
import { replayAnswer } from '#lib/admin/delivery-schemas.ts'
import { replayDelivery } from '#lib/admin/replay-delivery.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** E.2 looks once more at what a delivery is about. */
export const POST = route({
  access: 'admin',
  summary: 'Look once more at what a delivery is about',
  answers: { 202: replayAnswer },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params, principal, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const replayed = await replayDelivery(tx, { ...params, userId: principal.userId, requestId, now })
      await idempotency.commit(tx, replayed)
      return replayed
    }),
  respond: { status: 202 },
})
