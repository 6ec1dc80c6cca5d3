import { createHash } from 'node:crypto'
import { route } from '#lib/http/route.ts'
import { apiDocument, documentFacts } from '#lib/server/web/api-document.ts'

let written: { body: string; etag: string } | undefined

/** E.6 the API as a document (OpenAPI 3.1). It changes with a release only: who has it is told so. */
export const GET = route({
  ...documentFacts,
  handle: ({ request }) => {
    written ??= write()
    const headers = { etag: written.etag, 'cache-control': 'public, max-age=300' }
    if (request.headers.get('if-none-match') === written.etag) {
      return new Response(null, { status: 304, headers })
    }
    return new Response(written.body, { headers: { ...headers, 'content-type': 'application/json' } })
  },
})

function write() {
  const body = JSON.stringify(apiDocument())
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}
