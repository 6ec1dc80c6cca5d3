import { z } from 'zod'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'

/** E.2 withdraws an invoice that is neither paid nor credited; again changes nothing. */
export const POST = route({
  access: 'admin',
  summary: 'Withdraw an unpaid invoice',
  answers: { 200: z.object({ state: z.literal('void') }) },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params: { id }, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      await voidInvoice(tx, { id, userId, requestId, now })
      const result = { state: 'void' as const }
      await idempotency.commit(tx, result)
      return result
    }),
})
