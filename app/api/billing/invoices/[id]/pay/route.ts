import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findWaysToPay } from '#lib/invoice-orders/find-ways-to-pay.ts'
import { payInvoice } from '#lib/invoice-orders/pay-invoice.ts'
import { payInvoiceRequest, payInvoiceResponse, waysToPayResponse } from '#lib/invoice-orders/schemas.ts'

const params = z.strictObject({ id: z.uuid() })

/** S1.3 what an unpaid invoice of one's own could be charged to. */
export const GET = route({
  access: 'customer',
  summary: 'Show what an invoice can be paid with',
  answers: { 200: waysToPayResponse },
  params,
  handle: ({ principal: { customerId }, params: { id } }) => findWaysToPay({ invoiceId: id, customerId }),
})

/** S1.3 an unpaid invoice of one's own: where it is paid, or paid with what is saved. */
export const POST = route({
  access: 'customer',
  summary: 'Pay an invoice',
  answers: { 200: payInvoiceResponse },
  params,
  body: payInvoiceRequest,
  limit: 'costly',
  handle: ({ principal: { customerId, userId }, params: { id }, body, now }) =>
    payInvoice({ invoiceId: id, customerId, userId, savedMethod: body?.saved_method ?? false, now }),
})
