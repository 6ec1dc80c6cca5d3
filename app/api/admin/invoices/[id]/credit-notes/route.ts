import { z } from 'zod'
import { creditInvoice } from '#lib/admin/credit-invoice.ts'
import { creditAnswer, creditRequest } from '#lib/admin/invoice-desk-schemas.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** S1.6 credits an invoice, or a part of it. */
export const POST = route({
  access: 'admin',
  summary: 'Credit an invoice, or a part of it',
  answers: { 201: creditAnswer },
  params: z.strictObject({ id: z.uuid() }),
  body: creditRequest,
  handle: ({ params, body, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const note = await creditInvoice(tx, { invoiceId: params.id, request: body, userId, requestId, now })
      await idempotency.commit(tx, note)
      return note
    }),
  respond: { status: 201 },
})
