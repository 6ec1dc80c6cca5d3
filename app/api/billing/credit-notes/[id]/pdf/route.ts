import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findOwnDocument } from '#lib/invoices/load-documents.ts'
import { pdfResponse } from '#lib/invoices/pdf-response.ts'

/** A credit note of one's own, to keep or to print. */
export const GET = route({
  access: 'customer',
  summary: 'Download a credit note as PDF',
  answers: { 200: { media: 'application/pdf' }, 304: null },
  params: z.strictObject({ id: z.uuid() }),
  limit: 'costly',
  handle: async ({ principal: { customerId }, params: { id }, request }) =>
    pdfResponse(request, await findOwnDocument({ kind: 'credit_note', id, customerId })),
})
