import { z } from 'zod'
import { findInvoice } from '#lib/admin/find-invoice.ts'
import { invoiceDetail } from '#lib/admin/invoice-desk-schemas.ts'
import { route } from '#lib/http/route.ts'

/** E.2 an invoice with its credit notes, and what can still be done with it. */
export const GET = route({
  access: 'admin',
  summary: 'Show an invoice, its credit notes, and what can still be done with it',
  answers: { 200: invoiceDetail },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params: { id } }) => findInvoice(id),
})
