import { createHash } from 'node:crypto'
import { renderPdf } from './render-pdf.ts'
import type { BillingDocument } from './schemas.ts'

/** Raised when the drawing changes, so that nobody keeps the one of before. */
const LAYOUT = 1

/**
 * A document as a PDF to be kept, named by its number. Its ETag is of what it says: who has it already is told so
 * without its being drawn.
 */
export async function pdfResponse(request: Request, document: BillingDocument): Promise<Response> {
  const said = JSON.stringify([LAYOUT, document])
  const etag = `"${createHash('sha256').update(said).digest('base64url')}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    return new Response(null, { status: 304, headers })
  }
  const filename = `${document.number.replace(/[^\w.-]+/g, '_')}.pdf`
  return new Response(await renderPdf(document), {
    headers: {
      ...headers,
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${filename}"`,
    },
  })
}
