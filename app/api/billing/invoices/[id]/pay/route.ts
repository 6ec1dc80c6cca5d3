import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { payInvoice } from '#lib/invoice-orders/pay-invoice.ts'
import { payInvoiceResponse } from '#lib/invoice-orders/schemas.ts'

/** S1.3 an unpaid invoice of one's own: where it is paid. */
export const POST = route({
  access: 'customer',
  summary: 'Pay an invoice',
  answers: { 200: payInvoiceResponse },
  params: z.strictObject({ id: z.uuid() }),
  limit: 'costly',
  handle: ({ principal: { customerId, userId }, params: { id }, now }) =>
    payInvoice({ invoiceId: id, customerId, userId, now }),
})
