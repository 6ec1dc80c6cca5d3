import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { Problem } from '#lib/http/problem.ts'
import { route } from '#lib/http/route.ts'
import { isDocumentLink, linkQuery } from '#lib/invoices/document-link.ts'
import { loadDocument } from '#lib/invoices/load-documents.ts'
import { pdfResponse } from '#lib/invoices/pdf-response.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'

/** The file a `file_url` names. Whoever has the address has the file, for a day. */
export const GET = route({
  access: 'public',
  summary: 'Download a credit note by its address',
  answers: { 200: { media: 'application/pdf' }, 304: null },
  face: lagoFace,
  params: z.strictObject({ id: z.uuid() }),
  query: linkQuery,
  handle: async ({ params: { id }, query, request }) => {
    const document = { kind: 'credit_note', id } as const
    if (!isDocumentLink({ ...document, now: realNow() }, query)) {
      throw new Problem({
        status: 404,
        code: 'credit_note_not_found',
        detail: 'There is nothing at this address.',
      })
    }
    return pdfResponse(request, await loadDocument(database(), document))
  },
})
