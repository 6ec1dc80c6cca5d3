import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { invoiceDetailObject } from '#lib/one-time/schemas.ts'
import { serializeInvoiceDetail } from '#lib/one-time/serialize-invoice.ts'

/** S1.4 one invoice with its lines. */
export const GET = route({
  access: 'admin',
  summary: 'Show an invoice of the book',
  answers: { 200: z.object({ invoice: invoiceDetailObject }) },
  face: lagoFace,
  params: z.strictObject({ id: z.string() }),
  handle: async ({ params, now }) => ({ invoice: await loadInvoice(database(), params.id), now }),
  respond: { shape: ({ invoice, now }) => ({ invoice: serializeInvoiceDetail(invoice, now) }) },
})
