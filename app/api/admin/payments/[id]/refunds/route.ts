import { z } from 'zod'
import { refundAnswer, refundRequest } from '#lib/admin/purchase-schemas.ts'
import { refundPayment } from '#lib/admin/refund-payment.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** E.2 sends a payment, or a part of it, back. */
export const POST = route({
  access: 'admin',
  summary: 'Send a payment, or a part of it, back',
  answers: { 201: refundAnswer },
  params: z.strictObject({ id: z.uuid() }),
  body: refundRequest,
  handle: ({ params, body, principal, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const { userId } = principal
      const refund = await refundPayment(tx, { paymentId: params.id, request: body, userId, requestId, now })
      await idempotency.commit(tx, refund)
      return refund
    }),
  respond: { status: 201 },
})
