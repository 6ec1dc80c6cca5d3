import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { loadDocument } from '#lib/invoices/load-documents.ts'
import { pdfResponse } from '#lib/invoices/pdf-response.ts'

/** E.2 any credit note of the book, as its customer has it. */
export const GET = route({
  access: 'admin',
  summary: 'Download a credit note of any customer as PDF',
  answers: { 200: { media: 'application/pdf' }, 304: null },
  params: z.strictObject({ id: z.uuid() }),
  limit: 'costly',
  handle: async ({ params: { id }, request }) =>
    pdfResponse(request, await loadDocument(database(), { kind: 'credit_note', id })),
})
