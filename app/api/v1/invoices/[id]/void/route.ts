import { z } from 'zod'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { invoiceDetailObject } from '#lib/one-time/schemas.ts'
import { serializeInvoiceDetail } from '#lib/one-time/serialize-invoice.ts'

/** S1.4 withdraws an unpaid invoice; one that is void already is answered as it is. */
export const POST = route({
  access: 'admin',
  summary: 'Void an unpaid invoice',
  answers: { 200: z.object({ invoice: invoiceDetailObject }) },
  face: lagoFace,
  params: z.strictObject({ id: z.string() }),
  handle: ({ principal: { userId }, params: { id }, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const result = { invoice: await voidInvoice(tx, { id, userId, requestId, now }), now }
      await idempotency.commit(tx, result)
      return result
    }),
  respond: { shape: ({ invoice, now }) => ({ invoice: serializeInvoiceDetail(invoice, now) }) },
})
