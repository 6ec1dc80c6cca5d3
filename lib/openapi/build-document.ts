import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import type { DocumentPart } from './document-part.ts'
import { operationOf } from './operation-of.ts'
import { REFUSALS } from './refusals.ts'
import type { ApiRoute } from './routes-of.ts'
import { schemaWriter } from './schema-writer.ts'
import { type OpenApiDocument, problem } from './schemas.ts'
import { HEADERS, PARAMETERS } from './shared-parts.ts'
import { tags } from './tags.ts'

const ABOUT = `Amounts are minor units unless a field says otherwise, instants are UTC. Send a token as
\`Authorization: Bearer …\`; the pages of the product are let in by their session. A change with an \`Idempotency-Key\` is
made once, however often it is sent. Calls with an API key go to \`/forward\`. Lists are pages, with a \`Link\` to the next one. Every refusal is
\`application/problem+json\`, except where another product's contract is kept.`

/**
 * The document of routes: one operation for each that is documented (E.6). What it says of requests and answers is made
 * of the very schemas that check them.
 */
export function buildDocument(options: {
  routes: readonly ApiRoute[]
  /** What is answered beside them. */
  parts: readonly DocumentPart[]
  url: string
}): OpenApiDocument {
  const schemas = schemaWriter()
  const refusal = schemas.write(problem, 'output')
  const paths: OpenApiDocument['paths'] = {}
  for (const route of options.routes) {
    const operation = operationOf(route, schemas)
    if (operation) paths[route.path] = { ...paths[route.path], [route.method]: operation }
  }
  for (const part of options.parts) Object.assign(paths, part.paths(schemas))
  const responses = Object.entries(REFUSALS).map(([status, description]) => [
    `Refusal${status}`,
    {
      description,
      ...(status === '429'
        ? { headers: { 'Retry-After': { $ref: '#/components/headers/retryAfter' } } }
        : {}),
      content: { 'application/problem+json': { schema: refusal } },
    },
  ])
  return {
    openapi: '3.1.1',
    info: { title: 'Tackon', version: '1', description: ABOUT.replaceAll('\n', ' ') },
    servers: [{ url: options.url }],
    tags,
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: schemas.components(),
      parameters: PARAMETERS,
      headers: Object.assign({}, HEADERS, ...options.parts.map(({ headers }) => headers)),
      responses: {
        ...Object.fromEntries(responses),
        Refusal: {
          description: 'Any other refusal.',
          content: { 'application/problem+json': { schema: refusal } },
        },
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token, made by `POST /api/tokens`.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName(),
          description: 'Who signed in here.',
        },
        ...Object.assign({}, ...options.parts.map(({ securitySchemes }) => securitySchemes)),
      },
    },
  }
}
